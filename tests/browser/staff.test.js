// The admissions team signs in, finds what a patient sent, with the reasons she saw, and takes it on.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { goOn } from "./support/answers.js";
import { inspect, openWindow, startBrowser } from "./support/browser.js";
import { sendCase } from "./support/cases.js";
import { startService } from "./support/service.js";
import { signIn } from "./support/staff.js";

let service;
let browser;
before(async () => {
  [service, browser] = await Promise.all([startService(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await service?.stop();
});

test("a sent case stands flagged on the dashboard with the reasons that the patient saw", async () => {
  const { reference, reasons } = await sendCase(browser, service.address, "Beatrix Longname-Featherstonehaugh");
  const page = await openWindow(browser, { width: 1280, height: 900 });
  await page.goto(`${service.address}/admissions`);
  await inspect(page, "staff-sign-in");
  await goOn(page);
  await inspect(page, "staff-sign-in-error");
  await page.goto(`${service.address}/demo/codes`);
  await inspect(page, "demo-codes");
  await signIn(page, service.address, "Casey Coordinator");
  await inspect(page, "staff-dashboard");
  const row = page.locator(`[data-reference="${reference}"]`);
  assert.equal(await row.getAttribute("data-flagged"), "true");
  assert.match(await row.innerText(), /Beatrix Longname-Featherstonehaugh/);
  await row.getByRole("link", { name: reference }).click();
  await page.waitForURL(`**/admissions/referrals/${reference}`);
  const shown = await page.locator("[data-sign]").allInnerTexts();
  assert.deepEqual(shown.map(fold), reasons.map(fold));
  await inspect(page, "staff-referral");
  await page.getByRole("button", { name: /claim|take/i }).click();
  await page.waitForLoadState("load");
  assert.match(await page.locator("main").innerText(), /Casey Coordinator/);
  await inspect(page, "staff-referral-claimed");
});

test("filters are chosen with the keyboard or the mouse, stand in the address, and are there after Back", async () => {
  const page = await openWindow(browser, { width: 1280, height: 900 });
  await signIn(page, service.address, "Casey Coordinator");
  await page.getByRole("link", { name: /^All/ }).click();
  await page.getByText("Filter and sort").click();
  await page.getByLabel("Source").selectOption("gp");
  await page.getByLabel("Flagged", { exact: true }).selectOption("yes");
  await page.getByRole("button", { name: "Show" }).click();
  await page.waitForURL(/\/admissions\?queue=all&source=gp&flagged=yes$/);
  const listed = await page.locator("tr[data-reference]").count();
  assert.ok(listed > 0);
  await page.getByText("Filter and sort").click();
  await inspect(page, "staff-dashboard-filtered");
  await page.locator("tr[data-reference] a").first().click();
  await page.waitForURL("**/admissions/referrals/*");
  await page.goBack();
  assert.equal(await page.locator("tr[data-reference]").count(), listed);
  await page.getByText("Save this view").click();
  await page.getByLabel("Name of the view").fill("Flagged by GPs");
  await page.getByRole("button", { name: "Save view" }).click();
  await page.getByRole("link", { name: "Flagged by GPs" }).waitFor();
  await page.getByRole("link", { name: "Remove Flagged: Flagged" }).click();
  await page.waitForURL(/\/admissions\?queue=all&source=gp$/);
  await page.goto(`${service.address}/admissions?queue=waiting_list`);
  await inspect(page, "staff-dashboard-waiting-list");
  await page.goto(`${service.address}/admissions/views`);
  await inspect(page, "staff-views");
});

test("search finds a case by reference, NHS number and name, and nothing personal stands in the address", async () => {
  const { reference } = await sendCase(browser, service.address, "Zebedee Uncommon");
  const page = await openWindow(browser, { width: 1280, height: 900 });
  await signIn(page, service.address, "Dr Clara Clinician");
  for (const query of [reference, reference.toLowerCase().replace("-", " "), "999 100 0011", "uncommon", "Zebedee UNCOMMON"]) {
    await page.goto(`${service.address}/admissions`);
    await page.locator('main [name="query"]').fill(query);
    await page.locator('main [name="query"]').press("Enter");
    await page.waitForURL(/\/admissions\?queue=all&q=[\w-]+$/);
    assert.ok(await page.locator(`[data-reference="${reference}"]`).count(), query);
  }
  await inspect(page, "staff-search");
  await page.locator('main [name="query"]').fill("nobody of this name");
  await page.locator('main [name="query"]').press("Enter");
  await page.waitForLoadState("load");
  await inspect(page, "staff-search-empty");
  await page.goto(`${service.address}/admissions/account`);
  await inspect(page, "staff-account");
});

const fold = (text) => text.replaceAll(/\s+/g, " ").trim();
