import { openWindow, startBrowser } from "./support/browser.js";
import { signIn } from "./support/staff.js";
const [who, ...paths] = process.argv.slice(2);
const browser = await startBrowser();
const page = await openWindow(browser, { width: 1280, height: 900 });
const address = "http://localhost:18099";
await signIn(page, address, who);
let n = 0;
for (let path of paths) {
  if (path.startsWith("first:")) {
    await page.goto(`${address}${path.slice(6)}`);
    path = await page.locator("main tr[data-reference] a").first().getAttribute("href");
  }
  await page.goto(`${address}${path}`);
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: width > 600 ? 900 : 844 });
    await page.screenshot({ path: `/tmp/look/${n}-${width}.png`, fullPage: width > 600 });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  console.log(n, path, page.url(), page.faults.join(" | "));
  n += 1;
}
await browser.close();
