// A clinician brings a case from the list to a decision and its letter by keyboard alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openWindow, startBrowser } from "./support/browser.js";
import { choose, press, type } from "./support/keyboard.js";
import { startService } from "./support/service.js";
import { signIn } from "./support/staff.js";

const PERSON = "Harriet Cole";

let service;
let browser;
before(async () => {
  [service, browser] = await Promise.all([startService({ SECOND_READ_PERCENT: "0" }), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await service?.stop();
});

test("from the list to a decision and its letter by keyboard alone", async () => {
  const page = await openWindow(browser, { width: 1280, height: 900 });
  await signIn(page, service.address, "Dr Clara Clinician");
  await keys(page, "gu", "**/admissions?queue=unassigned");
  const address = await openCase(page);
  const button = (verb) => `form[action^="/admissions/referrals/"][action$="/${verb}"] button`;
  const link = (end) => `main a[href$="${end}"]`;
  const submit = 'main form[method="post"] button[type="submit"]';

  await press(page, button("claim"));
  await press(page, button("start-triage"));
  await press(page, link("/assess-signs"));
  const opinions = await page.locator('[name^="opinion."]').evaluateAll((radios) => [...new Set(radios.map((radio) => radio.name))]);
  for (const name of opinions) await choose(page, name, "agree");
  await press(page, submit);
  assert.equal(page.url(), `${address}?done=assess-signs`);

  await press(page, link("/decline"));
  await press(page, submit);
  assert.ok(await page.evaluate(() => document.activeElement.closest(".nhsuk-error-summary") !== null), "the keyboard goes on from what is missing");
  await choose(page, "reason", "needs_other_care");
  await type(page, 'main [name="rationale"]', "A neurologist should see her first.");
  await type(page, 'main [name="signpost"]', "Her GP, who can ask for the neurology clinic.");
  if (await page.locator('main [name="confirmed"]').count()) await choose(page, "confirmed", "yes");
  await press(page, submit);
  assert.equal(page.url(), `${address}?done=decline`);

  await press(page, link("/letters/new/decline/patient"));
  await press(page, submit);
  assert.match(await page.locator(".app-letter").innerText(), /A neurologist should see her first\./);
  await press(page, submit);
  assert.match(await page.locator("[data-done]").innerText(), /The letter is kept\./);
  await keys(page, "gc", "**/admissions?queue=closed");
  assert.match(await page.locator("tr[data-reference]", { hasText: PERSON }).innerText(), /Declined/);
});

/** Presses one key after another, and waits for the page that they lead to. */
async function keys(page, pressed, address) {
  const there = page.waitForURL(address);
  for (const key of pressed) await page.keyboard.press(key);
  await there;
}

/** Goes down the list to the person's line and opens it; returns the address of the case. */
async function openCase(page) {
  const rows = await page.locator("tr[data-reference]").count();
  for (let at = 0; at < rows; at += 1) {
    await page.keyboard.press("j");
    const row = page.locator("tr[data-reference]:focus-within");
    if (!(await row.innerText()).includes(PERSON)) continue;
    const address = `${service.address}/admissions/referrals/${await row.getAttribute("data-reference")}`;
    await keys(page, "o", address);
    return address;
  }
  throw new Error(`${PERSON} is not in the list`);
}
