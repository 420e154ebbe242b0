// The admissions team's day: a coordinator and a clinician side by side, from what arrives to a bed, a fair refusal or a question.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { goOn } from "./support/answers.js";
import { inspect, openWindow, startBrowser } from "./support/browser.js";
import { sendCase } from "./support/cases.js";
import { startService } from "./support/service.js";
import { signIn } from "./support/staff.js";
import { PATIENCE, chooseByKeyboard, day, fill, press, sendEmpty, work } from "./support/work.js";

/** People of the demonstration whose cases nobody has yet: two sent by themselves, one referred by a GP. */
const PEOPLE = ["Margaret Ellis", "Harriet Cole", "Doreen Whitlock"];

let service;
let browser;
let casey;
let clara;
/** Address of each person's case. */
const cases = {};
before(async () => {
  [service, browser] = await Promise.all([startService({ SECOND_READ_PERCENT: "100" }), startBrowser()]);
  casey = await staff("Casey Coordinator");
  clara = await staff("Dr Clara Clinician");
});
after(async () => {
  await browser?.close();
  await service?.stop();
});

async function staff(name) {
  const page = await openWindow(browser, { width: 1280, height: 900 });
  await signIn(page, service.address, name);
  return page;
}

const queue = (page, code) => page.goto(`${service.address}/admissions?queue=${code}`);
const at = (path) => `${service.address}/admissions/${path}`;
const words = (page) => page.locator("main").innerText();
const count = async (page, code) => Number(await page.locator(`[data-count="${code}"]`).innerText());

test("what arrives is counted at once, and the list stays still under the pointer", async () => {
  const listening = casey.waitForResponse((response) => response.url().endsWith("/admissions/events"));
  await queue(casey, "unassigned");
  await listening;
  const before = await count(casey, "unassigned");
  const first = casey.locator("tr[data-reference]").first();
  await first.hover();
  const place = await first.boundingBox();
  const { reference } = await sendCase(browser, service.address, "Beatrix Arriving");
  await casey.locator("[data-live-show]").waitFor({ timeout: PATIENCE });
  assert.equal(await count(casey, "unassigned"), before + 1);
  assert.deepEqual(await first.boundingBox(), place);
  await casey.locator("[data-live-show]").click();
  await casey.locator(`tr[data-reference="${reference}"]`).waitFor({ timeout: PATIENCE });
});

test("several cases are chosen by keyboard and given to the clinician, and both see who has them", async () => {
  await queue(casey, "unassigned");
  await casey.getByRole("button", { name: "Give", exact: true }).click();
  await inspect(casey, "day-bulk-nothing");
  await queue(casey, "unassigned");
  const chosen = await chooseByKeyboard(casey, PEOPLE);
  assert.equal(chosen.length, PEOPLE.length);
  await inspect(casey, "day-chosen");
  await casey.evaluate(() => window.scrollTo(0, 0));
  assert.equal(await casey.locator(".app-bulk__lead").innerText(), "With the chosen referrals: 3");
  const bar = await casey.locator(".app-bulk").boundingBox();
  assert.ok(bar.y + bar.height <= 901, "what can be done with them stays in sight");
  await casey.setViewportSize({ width: 1100, height: 900 });
  assert.ok((await casey.locator("td.app-cases__person").first().boundingBox()).width > 90, "the person has a column in a window of middling width");
  await casey.setViewportSize({ width: 1280, height: 900 });
  await casey.getByRole("button", { name: "Give", exact: true }).click();
  await inspect(casey, "day-bulk-nobody");
  await casey.getByLabel("Give them to").selectOption({ label: "Dr Clara Clinician" });
  await goOn(casey);
  await inspect(casey, "day-bulk-confirm");
  await goOn(casey);
  assert.equal(await casey.locator("h1").innerText(), "3 referrals were given to Dr Clara Clinician");
  await inspect(casey, "day-bulk-done");
  await Promise.all([queue(casey, "all"), queue(clara, "mine")]);
  for (const reference of chosen) {
    assert.match(await casey.locator(`tr[data-reference="${reference}"] .app-cases__owner`).innerText(), /Dr Clara Clinician/);
    const row = clara.locator(`tr[data-reference="${reference}"]`);
    const person = await row.locator(".app-cases__person .app-cases__value").innerText();
    cases[person] = at(`referrals/${reference}`);
  }
  assert.deepEqual(Object.keys(cases).sort(), PEOPLE.toSorted());
  await inspect(clara, "day-mine");
});

test("the clinician triages while the coordinator's older form loses nothing", async () => {
  const address = cases["Margaret Ellis"];
  await casey.goto(address);
  await clara.goto(address);
  await clara.getByText("Also open by Casey Coordinator.").waitFor();
  await casey.reload();
  await casey.getByText("Also open by Dr Clara Clinician.").waitFor();
  await casey.goto(`${address}/hold`);
  await fill(casey, { reason: "Her daughter asks for a week to think.", review: day(7) });
  await inspect(casey, "day-hold");
  await press(clara, address, "Start triage", "start-triage");
  assert.ok(await clara.locator("[data-done]").evaluate((done) => done === document.activeElement), "the keyboard goes on from what was done");
  await assess(address);
  await work(clara, address, "set-priority", { priority: "urgent", reason: "Loses weight and cannot work." }, () => sendEmpty(clara, "day-set-priority"));
  await work(clara, address, "note", { text: "Ask for the last toxin letter." }, () => sendEmpty(clara, "day-note"));
  await inspect(clara, "day-case-triaged");
  await goOn(casey);
  assert.equal(await casey.locator("h1").innerText(), "This referral has changed");
  assert.match(await words(casey), /Dr Clara Clinician has it now, and it stands at: in triage\./);
  assert.match(await words(casey), /Priority.*Dr Clara Clinician/);
  assert.equal(await casey.locator('main [name="reason"]').inputValue(), "Her daughter asks for a week to think.");
  await inspect(casey, "day-hold-changed");
});

async function assess(address) {
  await work(clara, address, "assess-signs", {}, async () => {
    await sendEmpty(clara, "day-assess-signs");
    const names = await clara.locator('[name^="opinion."]').evaluateAll((radios) => [...new Set(radios.map((radio) => radio.name))]);
    assert.equal(names.length, 4);
    for (const name of names) await fill(clara, { [name]: "agree" });
    await fill(clara, { [names[3]]: "disagree", [names[3].replace("opinion", "reason")]: "One team could still help.", summary: "Suitable." });
  });
  assert.match(await words(clara), /One team could still help\./);
}

test("from a filtered list one comes back to the same line of it, and an empty list offers nothing to do with it", async () => {
  await casey.goto(at("../admissions?queue=all&source=gp&sort=oldest"));
  await casey.keyboard.press("j");
  await casey.keyboard.press("j");
  const reference = await casey.locator("tr[data-reference]:focus-within").getAttribute("data-reference");
  await Promise.all([casey.waitForNavigation(), casey.keyboard.press("o")]);
  await casey.getByRole("link", { name: "Back", exact: true }).click();
  await casey.waitForURL(`${service.address}/admissions?queue=all&source=gp&sort=oldest#case-${reference}`);
  await casey.locator(`tr[data-reference="${reference}"]:focus-within`).waitFor();
  await casey.goto(at("../admissions?queue=all&source=gp&priority=urgent&funding=self_pay"));
  assert.equal(await casey.locator("tr[data-reference]").count(), 0);
  assert.ok(!(await casey.locator(".app-bulk").isVisible()));
  await inspect(casey, "day-filtered-empty");
});

test("one case goes on to a bed", async () => {
  const address = cases["Margaret Ellis"];
  const found = { on: day(), outcome: "suitable", findings: "Turns to the left at rest. Would gain from a stay." };
  const assessment = { arranged: "agreed", on: day(), time: "14:30", way: "in_person", place: "Room 4", with: "Dr Clara Clinician" };
  await work(clara, address, "offer-assessment", assessment, () => sendEmpty(clara, "day-offer-assessment"));
  await inspect(clara, "day-case-assessment");
  const calendar = await clara.context().request.get(`${address}/assessment.ics`);
  assert.match(calendar.headers()["content-type"], /^text\/calendar/);
  await work(clara, address, "record-assessment", found, () => sendEmpty(clara, "day-record-assessment"));
  await work(clara, address, "send-to-mdt", {}, () => inspect(clara, "day-send-to-mdt"));
  const meeting = { outcome: "accept", present: "Dr Clara Clinician\nA physiotherapist", rationale: "Three signs and a clear goal." };
  await work(clara, address, "record-meeting", meeting, () => sendEmpty(clara, "day-record-meeting"));
  await casey.goto(`${address}/set-funding`);
  await inspect(casey, "day-set-funding");
  for (const box of await casey.locator('main [name="done"]').all()) await box.check();
  await fill(casey, { payer: "nhs", authorisation: "AUTH 12" });
  await goOn(casey);
  await work(casey, address, "confirm-funding", {}, () => inspect(casey, "day-confirm-funding"));
  await casey.goto(at("waiting-list"));
  assert.match(await words(casey), /Margaret Ellis/);
  await inspect(casey, "day-waiting-list");
  await book(address);
  await work(casey, address, "admit", { on: day() }, () => inspect(casey, "day-admit"));
  assert.match(await words(casey), /Admitted/i);
  await inspect(casey, "day-case-admitted");
});

/** Books a bed: first without a day of leaving, then one that is free. */
async function book(address) {
  await work(casey, address, "book", {}, async () => {
    await inspect(casey, "day-book");
    await fill(casey, { on: day(), bed: true });
    await goOn(casey);
    await inspect(casey, "day-book-error");
    await fill(casey, { until: day(3) });
    for (const bed of await casey.locator('main [name="bed"]').evaluateAll((beds) => beds.map((one) => one.value))) {
      await fill(casey, { bed });
      await goOn(casey);
      if (casey.url().includes("?done=book")) break;
      assert.match(await words(casey), /is not free/);
    }
    assert.doesNotMatch(await words(casey), /No bed yet/);
    await inspect(casey, "day-case-booked");
    await casey.goto(`${address}/book`);
  });
}

test("another is declined by the lead, told in two letters, and read again by a clinician who knows nothing of it", async () => {
  const address = cases["Doreen Whitlock"];
  const lead = await staff("Leigh Lead");
  await lead.goto(address);
  await press(lead, address, "Start triage", "start-triage");
  await lead.goto(`${address}/decline`);
  await sendEmpty(lead, "day-decline");
  await fill(lead, { reason: true, rationale: "Toxin was not tried at the full dose.", signpost: "Ask your GP for the movement clinic." });
  if (await lead.locator('main [name="confirmed"]').count()) await fill(lead, { confirmed: true });
  await goOn(lead);
  await lead.waitForURL(`${address}?done=decline`);
  await inspect(lead, "day-case-declined");
  for (const reader of ["referrer", "patient"]) await letter(lead, address, reader);
  await lead.goto(`${address}/letters`);
  await inspect(lead, "day-letters");
  await secondRead(address);
  await lead.goto(at("second-reads"));
  await inspect(lead, "day-second-reads-lead");
  await lead.context().close();
});

async function letter(page, address, reader) {
  await page.goto(`${address}/letters/new/decline/${reader}`);
  await inspect(page, `day-letter-${reader}`);
  await goOn(page);
  assert.match(await words(page), /Toxin was not tried at the full dose/);
  assert.match(await words(page), /Ask your GP for the movement clinic/);
  await inspect(page, `day-letter-${reader}-agree`);
  await goOn(page);
  await inspect(page, `day-letter-${reader}-kept`);
  const href = await page.getByRole("link", { name: "Download as PDF" }).getAttribute("href");
  const pdf = await page.context().request.get(new URL(href, page.url()).href);
  assert.equal(pdf.headers()["content-type"], "application/pdf");
}

async function secondRead(address) {
  await clara.goto(at("second-reads"));
  await inspect(clara, "day-second-reads");
  await clara.locator("main").getByRole("link", { name: address.split("/").pop() }).click();
  assert.doesNotMatch(await words(clara), /Toxin was not tried|Leigh Lead/);
  await sendEmpty(clara, "day-second-read");
  await fill(clara, { opinion: "go_on", rationale: "The dose was enough." });
  await goOn(clara);
  assert.match(await words(clara), /Toxin was not tried at the full dose/);
  await inspect(clara, "day-second-read-both");
}

test("a third is asked for more", async () => {
  const address = cases["Harriet Cole"];
  await work(casey, address, "ask", { question: "Which team treats you now?", due: day(14) }, () => sendEmpty(casey, "day-ask"));
  assert.match(await words(casey), /Which team treats you now\?/);
  await inspect(casey, "day-case-asked");
  await queue(casey, "waiting_on_others");
  assert.match(await words(casey), /Harriet Cole/);
  await casey.goto(`${address}/assign`);
  await sendEmpty(casey, "day-assign");
});

test("the other pages of the team are sound", async () => {
  await casey.goto(`${service.address}/admissions?queue=closed&source=gp&flagged=no`);
  await inspect(casey, "day-dashboard-empty");
  for (const names of ["", "&names=yes"]) {
    const file = await casey.context().request.get(at(`export.csv?queue=all${names}`));
    assert.match(file.headers()["content-type"], /^text\/csv/);
    assert.equal((await file.text()).includes("Margaret Ellis"), names !== "");
  }
  await queue(casey, "all");
  await casey.keyboard.press("?");
  await casey.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  for (const path of ["statistics", "beds", "beds/units"]) {
    await casey.goto(at(path));
    await inspect(casey, `day-${path.replace("/", "-")}`);
  }
  await casey.getByRole("link", { name: "Garden unit" }).click();
  await inspect(casey, "day-beds-unit");
  await casey.getByRole("link", { name: "Bed 4" }).click();
  await inspect(casey, "day-beds-bed");
  const alex = await staff("Alex Admin");
  for (const path of ["accounts", "practices"]) {
    await alex.goto(at(path));
    await inspect(alex, `day-${path}`);
  }
});
