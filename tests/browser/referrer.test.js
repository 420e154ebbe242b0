// A GP refers by keyboard alone, with evidence and a file; the hospital asks, and she answers from the worklist.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answerUntil, fourSigns, goOn } from "./support/answers.js";
import { inspect, openWindow, startBrowser } from "./support/browser.js";
import { choose, press, select, tabTo, type } from "./support/keyboard.js";
import { startService } from "./support/service.js";
import { account, giveCode, signIn } from "./support/staff.js";

let service;
let browser;
before(async () => {
  [service, browser] = await Promise.all([startService(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await service?.stop();
});

const SUBMIT = 'main form[method="post"] button[type="submit"], main form[method="post"] button:not([type])';
const path = (page) => new URL(page.url()).pathname;

/** What the GP answers, section by section: the codes of the definition. */
const sections = {
  safety: { red_flags: "none" },
  about: { diagnosis_status: "neurologist_confirmed", cause: ["idiopathic"], symptoms: { head_movement: "yes", neck_pain: "yes", tremor: "not_sure" }, posture: ["turns_left"] },
  daily_life: { pain_impact: "a_lot", movement_impact: "nearly_all", limited_activities: ["driving", "work"] },
  treatment: {
    treatments: { botulinum_toxin: { status: "having_now", benefit: "some" }, physiotherapy: { status: "had_before", benefit: "not_at_all" }, psychology: { status: "not_had" } },
    treatment_enough_now: "no",
  },
  secondary: { secondary_symptoms: ["fatigue", "fear_of_movement"] },
  help: { help_needed: ["physiotherapy", "psychology"], professional_said: "yes", single_team: "no" },
  practical: { medically_stable: "yes", capacity: "yes", funding: "nhs" },
  sharing: { consent_to_share: "yes" },
};

async function answer(page, id, value) {
  if (Array.isArray(value)) for (const code of value) await choose(page, id, code);
  else if (typeof value === "string") await choose(page, id, value);
  else
    for (const [row, cell] of Object.entries(value)) {
      if (typeof cell === "string") await choose(page, `${id}.${row}`, cell);
      else for (const [column, code] of Object.entries(cell)) await select(page, `main select[name="${id}.${row}.${column}"]`, code);
    }
}

/** Fills in a section, and goes on from what its answers bring up. */
async function fillSection(page, draft, section) {
  await page.goto(`${draft}/section/${section}`);
  for (const [id, value] of Object.entries(sections[section])) await answer(page, id, value);
  await inspect(page, `referrer-section-${section}`);
  await press(page, SUBMIT);
}

async function signInByKeyboard(page, name) {
  const { email, password } = await account(page, service.address, name);
  await page.goto(`${service.address}/refer`);
  await inspect(page, "referrer-sign-in");
  await type(page, 'main [name="email"]', email);
  await type(page, 'main [name="password"]', password);
  await press(page, SUBMIT);
  await inspect(page, "referrer-code");
  await giveCode(page, service.address, name, "/refer", async (code) => {
    await type(page, 'main [name="code"]', code);
    await press(page, SUBMIT);
  });
}

async function givePatient(page) {
  await press(page, SUBMIT);
  await inspect(page, "referrer-nhs-number-error");
  await type(page, 'main [name="nhs_number"]', "999 050 5055");
  await press(page, SUBMIT);
  assert.match(path(page), /\/patient$/);
  await press(page, SUBMIT);
  await inspect(page, "referrer-patient-error");
  const details = { name: "Philippa Underwood", "date_of_birth.day": "14", "date_of_birth.month": "3", "date_of_birth.year": "1974", address_line_1: "4 Church Row", town: "Aylesbury", postcode: "HP20 2QP", phone: "07700 900 982", kin_name: "Jonathan Underwood" };
  for (const [name, value] of Object.entries(details)) await type(page, `main [name="${name}"]`, value);
  await choose(page, "sex", "female");
  await inspect(page, "referrer-patient");
  await press(page, SUBMIT);
}

test("a GP refers by keyboard alone and answers the hospital", async () => {
  const page = await openWindow(browser, { width: 1280, height: 900 });
  await signInByKeyboard(page, "Dr Gita Gray");
  await inspect(page, "referrer-worklist");
  const begun = Date.now();
  await press(page, 'main form[action="/refer/start"] button');
  await inspect(page, "referrer-nhs-number");
  await givePatient(page);
  const draft = page.url().match(/^.*\/drafts\/[0-9a-f-]{36}/)[0];
  for (const section of Object.keys(sections)) await fillSection(page, draft, section);
  await page.goto(`${draft}/section/treatment`);
  await inspect(page, "referrer-evidence");
  await choose(page, "toxin_product", "onabotulinumtoxin_a");
  await type(page, 'main [name="toxin_cycles"]', "4");
  await press(page, SUBMIT);
  await page.goto(`${draft}/letter/history`);
  await type(page, 'main [name="medicines"]', "Amitriptyline 10 mg at night");
  await inspect(page, "referrer-letter");
  await press(page, SUBMIT);
  await page.goto(`${draft}/consent`);
  await choose(page, "basis", "person");
  await inspect(page, "referrer-consent");
  await press(page, SUBMIT);
  await page.goto(`${draft}/files`);
  await page.locator('main [name="files"]').setInputFiles({ name: "clinic letter.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n") });
  await press(page, 'main form[enctype="multipart/form-data"] button');
  assert.match(await page.locator("main").innerText(), /clinic letter\.pdf/);
  await inspect(page, "referrer-files");
  await page.goto(`${draft}/handover`);
  await inspect(page, "referrer-handover");
  await page.goto(draft);
  await inspect(page, "referrer-tasks");
  await page.goto(`${draft}/answers`);
  assert.doesNotMatch(await page.locator("[data-missing]").innerText(), /Diagnosis|Medically stable/, "what was answered was kept");
  await page.goto(`${draft}/result`);
  assert.equal(await page.locator("main").getAttribute("data-outcome"), "match_stronger");
  await inspect(page, "referrer-result");
  await page.goto(`${draft}/answers`);
  await inspect(page, "referrer-answers");
  await page.goto(`${draft}/send`);
  await inspect(page, "referrer-send");
  await press(page, SUBMIT);
  assert.match(path(page), /\/sent$/);
  assert.ok(Date.now() - begun < 5 * 60_000, "it took more than five minutes, the checks of each page included");
  const reference = await page.locator("[data-reference]").first().getAttribute("data-reference");
  await inspect(page, "referrer-sent");
  await beAsked(reference);
  await answerFromWorklist(page, reference);
});

/** The hospital asks for something. */
async function beAsked(reference) {
  const staff = await openWindow(browser, { width: 1280, height: 900 });
  await signIn(staff, service.address, "Casey Coordinator");
  await staff.goto(`${service.address}/admissions/referrals/${reference}`);
  assert.match(await staff.locator("main").innerText(), /not verified/);
  await inspect(staff, "staff-referral-from-gp");
  await staff.goto(`${service.address}/admissions/referrals/${reference}/ask`);
  await goOn(staff);
  await inspect(staff, "staff-ask-error");
  await staff.locator('main [name="question"]').fill("Which dose did she have last?");
  await goOn(staff);
  await inspect(staff, "staff-asked");
  await staff.context().close();
}

async function answerFromWorklist(page, reference) {
  await page.goto(`${service.address}/refer`);
  await inspect(page, "referrer-needs-you");
  await press(page, `main a[href="/refer/referrals/${reference}"]`);
  await inspect(page, "referrer-case");
  await press(page, `main a[href="/refer/referrals/${reference}/answer"]`);
  await press(page, SUBMIT);
  await inspect(page, "referrer-answer-error");
  await type(page, 'main [name="answer"]', "150 units on 3 November 2026");
  await press(page, SUBMIT);
  assert.equal(path(page), `/refer/referrals/${reference}`);
  assert.match(await page.locator("main").innerText(), /150 units on 3 November 2026/);
  await inspect(page, "referrer-case-answered");
}

test("the other pages of a referrer and of an administrator pass every check", async () => {
  const page = await openWindow(browser, { width: 1280, height: 900 });
  await signIn(page, service.address, "Dr Nadia Khan", "/refer");
  for (const show of ["with-the-hospital", "closed"]) {
    await page.goto(`${service.address}/refer?show=${show}`);
    await inspect(page, `referrer-${show}`);
  }
  await page.goto(`${service.address}/refer/drafts`);
  await inspect(page, "referrer-drafts");
  await page.goto(`${service.address}/refer?show=with-the-hospital`);
  const referral = await page.locator('main a[href^="/refer/referrals/"]').first().getAttribute("href");
  for (const part of ["amend", "withdraw", "summary", "text"]) {
    await page.goto(`${service.address}${referral}/${part}`);
    await inspect(page, `referrer-${part}`);
  }
  await page.goto(`${service.address}/refer/account`);
  await inspect(page, "referrer-account");
  await page.context().clearCookies();
  for (const part of ["reset", "register"]) {
    await page.goto(`${service.address}/refer/${part}`);
    await inspect(page, `referrer-${part}`);
    await goOn(page);
    await inspect(page, `referrer-${part}-error`);
  }
  await signIn(page, service.address, "Alex Admin");
  for (const part of ["accounts", "practices"]) {
    await page.goto(`${service.address}/admissions/${part}`);
    await inspect(page, `admin-${part}`);
  }
});

/** A patient screens herself and makes a code for her GP. */
async function makeCode() {
  const page = await openWindow(browser);
  await page.goto(`${service.address}/check/red_flags`);
  await answerUntil(page, fourSigns, ["/check/answers"]);
  await page.goto(`${service.address}/check/handover`);
  await inspect(page, "handover");
  await goOn(page);
  const code = await page.locator("[data-code]").innerText();
  await inspect(page, "handover-code");
  await page.context().close();
  return code;
}

test("a patient's code brings both accounts side by side", async () => {
  const code = await makeCode();
  const page = await openWindow(browser, { width: 1280, height: 900 });
  await signIn(page, service.address, "Sam Whitlock", "/refer");
  await page.locator('main form[action="/refer/start"] button').click();
  await page.waitForLoadState("load");
  const draft = page.url().match(/^.*\/drafts\/[0-9a-f-]{36}/)[0];
  await page.goto(`${draft}/section/daily_life`);
  await page.locator('main [name="pain_impact"][value="not_at_all"]').check();
  await goOn(page);
  await page.goto(`${draft}/handover`);
  await goOn(page);
  await inspect(page, "referrer-handover-error");
  await page.locator('main [name="code"]').fill(code.toLowerCase());
  for (const [part, value] of Object.entries(fourSigns.date_of_birth)) await page.locator(`main [name="date_of_birth.${part}"]`).fill(value);
  await page.locator('main [name="agrees"]').check();
  await goOn(page);
  await page.goto(`${draft}/compare`);
  assert.match(await page.locator("main").innerText(), /Differs/);
  await inspect(page, "referrer-compare");
});

test("two who answer at once, and forms with faults, pass every check", async () => {
  const page = await openWindow(browser, { width: 1280, height: 900 });
  await signIn(page, service.address, "Dr Owen Price", "/refer");
  await page.goto(`${service.address}/refer/drafts`);
  const draft = await page.locator('main a[href^="/refer/drafts/"]').first().getAttribute("href");
  const letter = `${service.address}${draft}/letter/examination`;
  const other = await page.context().newPage();
  for (const window of [page, other]) await window.goto(letter);
  await other.locator('main [name="examination"]').fill("Seen by a colleague");
  await goOn(other);
  await page.locator('main [name="examination"]').fill("Seen by me");
  await goOn(page);
  assert.match(await page.locator("main").innerText(), /Seen by a colleague/);
  await inspect(page, "referrer-conflict");
  await page.goto(`${service.address}${draft}/delete`);
  await inspect(page, "referrer-delete");
  await page.goto(`${service.address}/refer?show=with-the-hospital`);
  const referral = await page.locator('main a[href^="/refer/referrals/"]').first().getAttribute("href");
  await page.goto(`${service.address}${referral}/withdraw`);
  await goOn(page);
  await inspect(page, "referrer-withdraw-error");
  await page.goto(`${service.address}${referral}/amend`);
  await page.locator('main [name="postcode"]').fill("no postcode");
  await goOn(page);
  await inspect(page, "referrer-amend-error");
});
