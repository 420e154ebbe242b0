// A person screens herself in a phone-size window, sends it, and keeps a copy.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answerUntil, fillIn, fourSigns, goOn } from "./support/answers.js";
import { inspect, openWindow, startBrowser } from "./support/browser.js";
import { startService } from "./support/service.js";

let service;
let browser;
before(async () => {
  [service, browser] = await Promise.all([startService(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await service?.stop();
});

const path = (page) => new URL(page.url()).pathname;

async function begin(page) {
  await page.goto(`${service.address}/check`);
  await page.getByRole("link", { name: "Start now" }).click();
  await page.waitForURL("**/check/red_flags");
}

async function giveContact(page) {
  await page.locator('main [name="name"]').fill("Ada Example");
  await page.locator('main [name="phone"]').fill("07700 900 982");
  await page.locator('main [name="email"]').fill("ada@example.org");
  await page.locator('main [name="nhs_number"]').fill("999 100 0011");
  await goOn(page);
}

test("the whole journey on a phone, every page checked", async () => {
  const page = await openWindow(browser);
  await page.goto(service.address);
  await inspect(page, "home");
  await page.getByRole("link", { name: "Check the signs" }).click();
  await page.waitForURL("**/check");
  await inspect(page, "start");
  await begin(page);
  await answerUntil(page, fourSigns, ["/check/answers"], (question) => inspect(page, `question-${question}`));
  await inspect(page, "answers");
  await page.getByRole("link", { name: "See your result" }).click();
  await page.waitForURL("**/check/result");
  assert.equal(await page.locator("main").getAttribute("data-outcome"), "match_stronger");
  assert.deepEqual(await page.locator("[data-sign]").evaluateAll((all) => all.map((one) => one.dataset.result)), ["met", "met", "met", "met"]);
  await inspect(page, "result");
  await page.getByRole("link", { name: "Continue to send" }).click();
  await page.waitForURL("**/check/contact");
  await inspect(page, "contact");
  await giveContact(page);
  await answerUntil(page, fourSigns, ["/check/send"], (question) => inspect(page, `question-${question}`));
  await inspect(page, "send");
  await goOn(page);
  assert.equal(path(page), "/check/sent");
  assert.match(await page.locator("[data-reference]").first().getAttribute("data-reference"), /^[2346789CDFGHJKMNPQRTVWX]{4}-[2346789CDFGHJKMNPQRTVWX]{4}$/);
  await inspect(page, "sent");
  await page.getByRole("link", { name: "Print or save a copy" }).click();
  await page.waitForURL("**/check/copy");
  await inspect(page, "copy");
  await page.goto(`${service.address}/demo/mail`);
  await inspect(page, "demo-mail");
});

test("the same without scripts", async () => {
  const page = await openWindow(browser, { javaScriptEnabled: false });
  await begin(page);
  await answerUntil(page, fourSigns, ["/check/answers"]);
  await page.goto(`${service.address}/check/contact`);
  await giveContact(page);
  await answerUntil(page, fourSigns, ["/check/send"]);
  await goOn(page);
  assert.equal(path(page), "/check/sent");
});

test("every stop page and every error state", async () => {
  const page = await openWindow(browser);
  for (const answer of ["emergency", "urgent", "self_harm", "not_sure"]) {
    await page.goto(`${service.address}/check/red_flags`);
    await fillIn(page, { red_flags: answer });
    await goOn(page);
    assert.ok(await page.locator("main[data-outcome^=stop_]").count());
    await inspect(page, `stop-${answer}`);
  }
  await begin(page);
  await answerUntil(page, fourSigns, ["/check/answers"], async (question) => {
    await goOn(page);
    if (path(page) !== `/check/${question}`) return page.goto(`${service.address}/check/${question}`);
    assert.match(await page.title(), /^Error: /);
    assert.equal(await page.evaluate(() => document.activeElement?.classList.contains("nhsuk-error-summary")), true, "the summary has the focus");
    await inspect(page, `error-${question}`);
  });
  await page.goto(`${service.address}/check/contact`);
  await goOn(page);
  await inspect(page, "error-contact");
  await page.goto(`${service.address}/check/save`);
  await goOn(page);
  await inspect(page, "error-save");
  await page.locator('main [name="email"]').fill("somebody@example.org");
  await goOn(page);
  await inspect(page, "saved");
});

test("results of every kind", async () => {
  const page = await openWindow(browser);
  const kinds = {
    more_info: { pain_impact: "not_sure", movement_impact: "not_sure", limited_activities: ["not_sure"], treatments: { physiotherapy: { status: "not_sure" } }, treatment_enough_now: "not_sure", secondary_symptoms: ["not_sure"], help_needed: ["not_sure"] },
    no_match_now: { diagnosis_status: "none", pain_impact: "not_at_all", movement_impact: "not_at_all", limited_activities: ["none"], treatments: { physiotherapy: { status: "having_now", benefit: "enough" } }, treatment_enough_now: "yes", secondary_symptoms: ["none"], help_needed: ["physiotherapy"], symptoms: { neck_pain: "no" }, phq2_interest: "3", phq2_down: "2" },
    outside_service_age: { date_of_birth: { day: "1", month: "6", year: "2015" } },
  };
  for (const [outcome, answers] of Object.entries(kinds)) {
    await page.context().clearCookies();
    await begin(page);
    await answerUntil(page, { ...fourSigns, ...answers }, ["/check/answers"]);
    await page.goto(`${service.address}/check/result`);
    assert.equal(await page.locator("main").getAttribute("data-outcome"), outcome);
    await inspect(page, `result-${outcome}`);
  }
});

test("pages that anybody may read, and pages for errors", async () => {
  const page = await openWindow(browser);
  for (const name of ["get-help", "privacy", "accessibility", "check/expired", "check/resume/unknown", "nowhere"]) {
    await page.goto(`${service.address}/${name}`);
    await inspect(page, `public-${name.replaceAll("/", "-")}`);
  }
});

test("by keyboard alone, with the focus always visible", async () => {
  const page = await openWindow(browser, { width: 1280, height: 900 });
  await page.goto(`${service.address}/check/red_flags`);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent?.trim()), "Skip to main content");
  const focus = () => page.evaluate(() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    // Radios and checkboxes show the focus on the box drawn beside them.
    const drawn = element.nextElementSibling ? getComputedStyle(element.nextElementSibling, "::before") : style;
    const visible = [style, drawn].some((one) => one.outlineStyle !== "none" || one.boxShadow !== "none" || one.backgroundColor === "rgb(255, 235, 59)");
    return { name: element.getAttribute("name"), tag: element.tagName, visible };
  });
  let at = await focus();
  for (let presses = 0; at.name !== "red_flags" && presses < 30; presses += 1) {
    assert.ok(at.visible, JSON.stringify(at));
    await page.keyboard.press("Tab");
    at = await focus();
  }
  assert.ok(at.visible, JSON.stringify(at));
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.endsWith("red_flags"));
});
