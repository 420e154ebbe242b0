// A clinician writes a letter about a case of the demonstration, agrees it, and finds it as it was agreed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { inspect, openWindow, startBrowser } from "./support/browser.js";
import { startService } from "./support/service.js";
import { signIn } from "./support/staff.js";
import { goOn } from "./support/answers.js";

let service;
let browser;
before(async () => {
  [service, browser] = await Promise.all([startService(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await service?.stop();
});

test("a letter is written, looked at, agreed and saved as PDF", async () => {
  const page = await openWindow(browser, { width: 1280, height: 900 });
  await signIn(page, service.address, "Dr Clara Clinician");
  await page.locator("tr[data-reference] a").first().click();
  await page.getByRole("link", { name: /^Letters/ }).click();
  await inspect(page, "letters");
  await page.getByRole("link", { name: "Acknowledgement, to the patient" }).click();
  await inspect(page, "letters-write");
  await page.locator("#opening").fill("");
  await goOn(page);
  await inspect(page, "letters-write-error");
  await page.locator("#opening").fill("Thank you for what you sent us.");
  await goOn(page);
  await inspect(page, "letters-agree");
  const agreed = await page.locator(".app-letter").innerText();
  assert.match(agreed, /Thank you for what you sent us\./);
  await goOn(page);
  await inspect(page, "letter");
  assert.equal(await page.locator(".app-letter").innerText(), agreed);
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download as PDF" }).click(),
  ]);
  assert.match(saved.suggestedFilename(), /^letter-.*\.pdf$/);
});
