// Two of the team side by side: what one does, the other's pages show, and nothing moves under the pointer.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { inspect, openWindow, startBrowser } from "./support/browser.js";
import { sendCase as send } from "./support/cases.js";
import { startService } from "./support/service.js";
import { signIn } from "./support/staff.js";

/** How long a change may take to be seen on a busy machine, in milliseconds. */
const PATIENCE = 30_000;

/** That something is new. The service itself reminds of what is due a while after its start, which is news of another case. */
const CHANGED = /^(1 referral is new or has changed|\d+ referrals are new or have changed)\.$/;

let service;
let browser;
let casey;
let clara;
before(async () => {
  [service, browser] = await Promise.all([startService(), startBrowser()]);
  casey = await openWindow(browser, { width: 1280, height: 900 });
  await signIn(casey, service.address, "Casey Coordinator");
  clara = await openWindow(browser, { width: 1280, height: 900 });
  await signIn(clara, service.address, "Dr Clara Clinician");
});
after(async () => {
  await browser?.close();
  await service?.stop();
});

/** Sends a case as a patient; returns its reference. */
async function sendCase(name) {
  const { reference } = await send(browser, service.address, name);
  return reference;
}

/** The list of what needs action, and that it listens. */
async function openList(page) {
  const listening = page.waitForResponse((response) => response.url().endsWith("/admissions/events"));
  await page.goto(`${service.address}/admissions`);
  await page.mouse.move(5, 5);
  await (await listening).headersArray();
}

const row = (page, reference) => page.locator(`[data-live-list] tr[data-reference="${reference}"]`);
const status = (page) => page.locator("[data-live-status]");
const count = (page, name) => page.locator(`[data-count="${name}"]`).innerText();

test("a case appears by itself while nobody works in the list", async () => {
  await openList(casey);
  const unassigned = Number(await count(casey, "unassigned"));
  const reference = await sendCase("Beatrix Quiet");
  await row(casey, reference).waitFor({ timeout: PATIENCE });
  assert.equal(await count(casey, "unassigned"), String(unassigned + 1));
  assert.match(await status(casey).innerText(), /^Updated at \d\d:\d\d\.$/);
  await inspect(casey, "live-updated");
});

test("under the pointer nothing moves until it is asked for, and the numbers change at once", async () => {
  await openList(casey);
  const unassigned = Number(await count(casey, "unassigned"));
  const first = casey.locator("[data-live-list] tr[data-reference]").first();
  await first.hover();
  const before = await first.boundingBox();
  const reference = await sendCase("Beatrix Patient");
  await status(casey).filter({ hasText: CHANGED }).waitFor({ timeout: PATIENCE });
  assert.equal(await count(casey, "unassigned"), String(unassigned + 1));
  assert.equal(await row(casey, reference).count(), 0);
  assert.deepEqual(await first.boundingBox(), before);
  await casey.getByRole("button", { name: /^Show (it|them)$/ }).click();
  await row(casey, reference).waitFor();
  assert.equal(await casey.evaluate(() => document.activeElement.textContent), "Refresh");
  assert.equal(await casey.locator("[data-live-show]").isVisible(), false);
  // In windows of other widths the pointer is elsewhere, and the list may take in what is new: so the notice is looked at last.
  await casey.locator("[data-live-list] tr[data-reference]").first().hover();
  await sendCase("Beatrix Noticed");
  await status(casey).filter({ hasText: CHANGED }).waitFor({ timeout: PATIENCE });
  await inspect(casey, "live-notice");
});

test("who works in the list by keyboard keeps their place in it", async () => {
  await openList(casey);
  await casey.keyboard.press("j");
  await casey.keyboard.press("j");
  const held = await casey.evaluate(() => document.activeElement.textContent);
  await clara.goto(`${service.address}/admissions/referrals/${await sendCase("Beatrix Keys")}`);
  await casey.locator("[data-live-show]").waitFor({ timeout: PATIENCE });
  assert.equal(await casey.evaluate(() => document.activeElement.textContent), held);
  await casey.keyboard.press("r");
  await status(casey).filter({ hasText: "Updated at" }).waitFor();
  assert.equal(await casey.evaluate(() => document.activeElement.textContent), held, "the same referral, wherever it is now");
});

test("without a stream the list asks now and then, and says when one is signed out", async () => {
  const page = await openWindow(browser, { width: 1280, height: 900, storageState: await casey.context().storageState() });
  await page.route("**/admissions/events", (route) => route.abort());
  await page.clock.install();
  await page.goto(`${service.address}/admissions`);
  const reference = await sendCase("Beatrix Poll");
  await page.clock.fastForward(31_000);
  await row(page, reference).waitFor({ timeout: PATIENCE });
  await page.context().clearCookies();
  await page.clock.fastForward(31_000);
  await status(page).filter({ hasText: "You are signed out" }).waitFor({ timeout: PATIENCE });
  await page.locator("[data-live-refresh]").click();
  await page.waitForURL("**/admissions/sign-in");
  await page.context().close();
});

test("what the server could not answer is asked again soon", async () => {
  const page = await openWindow(browser, { width: 1280, height: 900, storageState: await casey.context().storageState() });
  await openList(page);
  let refused = 0;
  await page.route("**/admissions/changes*", (route) => (refused++ ? route.continue() : route.abort()));
  const reference = await sendCase("Beatrix Again");
  await row(page, reference).waitFor({ timeout: PATIENCE });
  assert.ok(refused >= 2);
  await page.context().close();
});

test("a list that is not seen does not listen", async () => {
  await openList(casey);
  const ended = casey.waitForEvent("requestfinished", { predicate: (request) => request.url().endsWith("/admissions/events"), timeout: PATIENCE }).catch(() => null);
  const failed = casey.waitForEvent("requestfailed", { predicate: (request) => request.url().endsWith("/admissions/events"), timeout: PATIENCE }).catch(() => null);
  await casey.evaluate(() => {
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  assert.ok(await Promise.race([ended, failed]), "the stream is closed");
  const reference = await sendCase("Beatrix Hidden");
  assert.equal(await row(casey, reference).count(), 0);
  await casey.evaluate(() => {
    delete document.hidden;
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await row(casey, reference).waitFor({ timeout: PATIENCE });
});

test("the keyboard leads through the list, and shortcuts can be turned off", async () => {
  await openList(casey);
  await casey.keyboard.press("?");
  const help = casey.getByRole("dialog", { name: "Keyboard shortcuts" });
  await help.waitFor();
  await inspect(casey, "shortcuts");
  await casey.keyboard.press("Escape");
  assert.equal(await help.isVisible(), false);
  const rows = casey.locator("[data-live-list] tr[data-reference]");
  const focused = () => casey.evaluate(() => document.activeElement.closest("tr")?.dataset.reference);
  await casey.keyboard.press("j");
  assert.equal(await focused(), await rows.nth(0).getAttribute("data-reference"));
  await casey.keyboard.press("j");
  await casey.keyboard.press("k");
  assert.equal(await focused(), await rows.nth(0).getAttribute("data-reference"));
  await casey.keyboard.press("/");
  await casey.keyboard.type("jg?o");
  assert.equal(await casey.locator('main [name="query"]').inputValue(), "jg?o", "where somebody writes, letters are letters");
  await casey.locator('main [name="query"]').evaluate((input) => input.blur());
  await casey.keyboard.press("j");
  const first = await focused();
  await casey.keyboard.press("o");
  await casey.waitForURL(`**/admissions/referrals/${first}`);
  await casey.keyboard.press("g");
  await casey.keyboard.press("m");
  await casey.waitForURL("**/admissions?queue=mine");
  await casey.getByRole("button", { name: "Keyboard shortcuts" }).click();
  await casey.getByLabel("Use keyboard shortcuts in this browser").uncheck();
  await casey.getByRole("button", { name: "Close" }).click();
  await casey.keyboard.press("?");
  assert.equal(await help.isVisible(), false);
  await openList(casey);
  await casey.keyboard.press("j");
  assert.equal(await focused(), undefined, "remembered");
  await casey.getByRole("button", { name: "Keyboard shortcuts" }).click();
  await casey.getByLabel("Use keyboard shortcuts in this browser").check();
  await casey.keyboard.press("Escape");
  await casey.keyboard.press("j");
  assert.ok(await focused());
});

test("two who have one case open see each other, and that it changed", async () => {
  const reference = await sendCase("Beatrix Shared");
  const address = `${service.address}/admissions/referrals/${reference}`;
  const page = await openWindow(browser, { width: 1280, height: 900, storageState: await casey.context().storageState() });
  await page.clock.install();
  await page.goto(address);
  const hint = page.locator("[data-presence-hint]");
  assert.equal(await hint.innerText(), "");
  await clara.goto(address);
  assert.match(await clara.locator("[data-presence-hint]").innerText(), /Also open by Casey Coordinator/);
  await inspect(clara, "presence");
  await page.clock.fastForward(31_000);
  await hint.filter({ hasText: "Also open by Dr Clara Clinician" }).waitFor();
  await clara.getByRole("button", { name: "Claim this referral" }).click();
  await clara.locator("[data-owner]", { hasText: "Dr Clara Clinician" }).waitFor();
  await page.clock.fastForward(31_000);
  await hint.filter({ hasText: "Somebody changed this referral since you opened it." }).waitFor();
  await inspect(page, "presence-changed");
  await page.getByRole("link", { name: "Show it as it is now" }).click();
  await page.locator("[data-owner]", { hasText: "Dr Clara Clinician" }).waitFor();
  await page.context().close();
});
