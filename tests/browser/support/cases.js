// Sending a case as a patient, whole, at the public door.
import { answerUntil, fourSigns, goOn } from "./answers.js";
import { openWindow } from "./browser.js";

/** Sends a case; returns its reference and the reasons that were shown. */
export async function sendCase(browser, address, name) {
  const page = await openWindow(browser);
  await page.goto(`${address}/check/red_flags`);
  await answerUntil(page, fourSigns, ["/check/answers"]);
  await page.goto(`${address}/check/result`);
  const reasons = await page.locator("[data-sign]").allInnerTexts();
  await page.goto(`${address}/check/contact`);
  await page.locator('main [name="name"]').fill(name);
  await page.locator('main [name="phone"]').fill("07700 900 982");
  await page.locator('main [name="nhs_number"]').fill("999 100 0011");
  await goOn(page);
  await answerUntil(page, fourSigns, ["/check/send"]);
  await goOn(page);
  const reference = await page.locator("[data-reference]").first().getAttribute("data-reference");
  await page.context().close();
  return { reference, reasons };
}
