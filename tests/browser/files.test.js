// What a practice sends along is read by staff as it was sent, and nothing that is in it runs.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { goOn } from "./support/answers.js";
import { inspect, openWindow, startBrowser } from "./support/browser.js";
import { tabTo } from "./support/keyboard.js";
import { STANDARD, active, locked, pages, scan, torn } from "./support/pdf.js";
import { startService } from "./support/service.js";
import { signIn } from "./support/staff.js";

let service;
let browser;
/** The address of each file's page, by name. */
let views;
/** The cookies of a clinician: a code works once, and the next one is half a minute away. */
let clinician;

before(async () => {
  [service, browser] = await Promise.all([startService(), startBrowser()]);
  views = await send(await files());
});
after(async () => {
  await browser?.close();
  await service?.stop();
});

const pdf = (name, buffer) => ({ name, mimeType: "application/pdf", buffer });

async function files() {
  return [
    pdf("letter.pdf", await letter()),
    pdf("standard.pdf", pages([STANDARD.map((font) => ({ text: font === "Symbol" ? "abg" : font === "ZapfDingbats" ? "4" : `Seen in ${font}`, font }))])),
    pdf("active.pdf", active(service.address)),
    pdf("locked.pdf", locked()),
    pdf("damaged.pdf", Buffer.from("%PDF-1.7\nand then nothing of the sort\n")),
    pdf("long.pdf", pages(Array.from({ length: 60 }, (_, at) => [`This is page ${at + 1}.`]))),
    pdf("wide.pdf", pages([["A plan on a wide page"]], { size: [2384, 842] })),
    pdf("scan.pdf", scan(["CCITT", "JBIG2", "JPX", "DCT"])),
    pdf("torn.pdf", torn()),
    pdf("spoilt.pdf", scan(["JBIG2"], (data) => data.fill(0, 12))),
  ];
}

/** A letter as the service writes it, which brings its type along. */
async function letter() {
  const page = await openWindow(browser, { width: 1280, height: 900 });
  await signIn(page, service.address, "Dr Clara Clinician");
  await page.locator("tr[data-reference] a").first().click();
  await page.getByRole("link", { name: /^Letters/ }).click();
  await page.getByRole("link", { name: "Acknowledgement, to the patient" }).click();
  await goOn(page);
  await goOn(page);
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download as PDF" }).click()]);
  const bytes = await readFile(await saved.path());
  clinician = await page.context().storageState();
  await page.context().close();
  return bytes;
}

/** The hospital asks a practice for files, and it sends these; returns their pages by name. */
async function send(sent) {
  const practice = await openWindow(browser, { width: 1280, height: 900 });
  await signIn(practice, service.address, "Dr Nadia Khan", "/refer");
  await practice.goto(`${service.address}/refer?show=with-the-hospital`);
  const referral = await practice.locator('main a[href^="/refer/referrals/"]').first().getAttribute("href");
  const staff = await openWindow(browser, { width: 1280, height: 900 });
  await signIn(staff, service.address, "Casey Coordinator");
  const address = `${service.address}/admissions/referrals/${referral.split("/").pop()}`;
  await staff.goto(`${address}/ask`);
  await staff.locator('main [name="question"]').fill("Please send the letters.");
  await goOn(staff);
  await practice.goto(`${service.address}${referral}/answer`);
  await practice.locator('main [name="answer"]').fill("Here they are.");
  await practice.locator('main [name="files"]').setInputFiles(sent);
  await goOn(practice);
  await staff.goto(address);
  const links = await staff.locator('[data-files] a[href$="/view"]').evaluateAll((found) => found.map((link) => [link.textContent, link.href]));
  await Promise.all([practice.context().close(), staff.context().close()]);
  const of = ({ name }) => [name, links.find(([text]) => text.startsWith(name))[1]];
  return Object.fromEntries(sent.map(of));
}

/** A window of the clinician. */
const openClinician = (options = {}) => openWindow(browser, { width: 1280, height: 900, storageState: clinician, ...options });

/** A window that keeps to the pages' policy and notes what breaks it, what is asked for, and what opens. */
async function strictWindow() {
  const page = await openClinician({ bypassCSP: false });
  page.asked = [];
  page.on("request", (request) => page.asked.push(new URL(request.url())));
  page.on("dialog", (dialog) => {
    page.faults.push(`a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("popup", () => page.faults.push("a window was opened"));
  page.on("download", () => page.faults.push("something was saved"));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (broken) => console.error(`policy: ${broken.violatedDirective} ${broken.blockedURI}`));
  });
  return page;
}

/** Waits until a page of the file is drawn. */
const drawn = (page, number = 1) => page.locator(`.app-pdf__page[aria-label^="Page ${number} of "][data-drawn]`).waitFor({ timeout: 30_000 });

/** The text of the file, as it is read out. */
async function text(page) {
  await page.locator(".app-pdf__text").first().waitFor({ state: "attached" });
  const said = await page.locator(".app-pdf__page").first().innerText();
  // Each piece of text stands on a line of its own.
  return said.replace(/\s+/g, " ");
}

/** How bright the drawing of a page is at a place, from 0 (black) to 255, the place as parts of its width and height. */
function brightness(page, number, across, down) {
  const measure = (canvas, [x, y]) => {
    const [red, green, blue] = canvas.getContext("2d").getImageData(canvas.width * x, canvas.height * y, 1, 1).data;
    return (red + green + blue) / 3;
  };
  return page.locator(`[aria-label^="Page ${number} of "] canvas`).evaluate(measure, [across, down]);
}

/** The share of pixels that are not white, in tenths of a percent. */
function ink(page) {
  const count = (canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) dark += data[at] < 128 ? 1 : 0;
    return (dark * 4000) / data.length;
  };
  return page.locator("canvas.app-pdf__drawing").first().evaluate(count);
}

test("a letter is drawn with its text under the pages' own policy", async () => {
  const page = await strictWindow();
  await page.goto(views["letter.pdf"]);
  await drawn(page);
  assert.match(await text(page), /A member of our team will read what we were sent|Thank you for referring/);
  assert.ok((await ink(page)) > 5, "letters are on the page");
  assert.equal(await page.locator("[data-pdf-where]").innerText(), "Page 1 of 2");
  assert.deepEqual(page.faults, []);
  for (const { origin, pathname } of page.asked) {
    assert.equal(origin, service.address);
    assert.match(pathname, /^\/(admissions\/files\/|assets\/)/);
  }
  await page.context().close();
});

test("the standard fonts, which a file does not bring along, can be read", async () => {
  const page = await strictWindow();
  await page.goto(views["standard.pdf"]);
  await drawn(page);
  const read = await text(page);
  for (const font of STANDARD.slice(0, 12)) assert.ok(read.includes(`Seen in ${font}`), font);
  assert.match(read, /αβγ/, "Symbol");
  assert.ok((await ink(page)) > 5);
  assert.deepEqual(page.faults, []);
  assert.equal(await page.locator('[data-pdf-says="lost"]').isVisible(), false);
  await page.context().close();
});

test("nothing in a file runs, and what was written into it can be read", async () => {
  const page = await strictWindow();
  await page.goto(views["active.pdf"]);
  await drawn(page);
  const here = page.url();
  assert.equal(await page.locator("[data-pdf] a, [data-pdf] input, [data-pdf] form, [data-pdf] iframe").count(), 0);
  await page.locator("[data-pdf-pages]").click({ position: { x: 300, y: 300 } });
  await page.keyboard.press("Enter");
  await page.waitForTimeout(1000);
  assert.equal(page.url(), here);
  assert.deepEqual(page.faults, []);
  assert.ok(page.asked.every(({ pathname }) => !pathname.includes("ran")), "nothing was fetched or sent");
  const read = await text(page);
  assert.match(read, /Last dose: 150 units/);
  assert.match(read, /Dr Gray: Ask about her sister/);
  assert.ok((await brightness(page, 1, 200 / 595, (842 - 612) / 842)) < 100, "the field is drawn as it was filled in");
  assert.ok(await page.locator('[data-pdf-says="packed"]').isVisible());
  await page.context().close();
});

test("scans are drawn, in the codings that scanners use", async () => {
  const page = await strictWindow();
  await page.goto(views["scan.pdf"]);
  for (const number of [1, 2, 3, 4]) {
    await drawn(page, number);
    assert.ok((await brightness(page, number, 0.25, 0.5)) > 200 && (await brightness(page, number, 0.75, 0.5)) < 50, `page ${number}`);
    await page.locator('[data-pdf-tool="next"]').click();
  }
  assert.match(await text(page), /Page 1 of 4\..* There is no text on it/);
  assert.equal(await page.locator('[data-pdf-says="lost"]').isVisible(), false);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("of a long file only what is in sight is kept as a drawing", async () => {
  const page = await strictWindow();
  await page.goto(views["long.pdf"]);
  await drawn(page);
  assert.equal(await page.locator(".app-pdf__page").count(), 25);
  for (let number = 2; number <= 30; number += 1) {
    await page.locator('[data-pdf-tool="next"]').click();
    await drawn(page, number);
    assert.ok((await page.locator("canvas.app-pdf__drawing").count()) <= 6, `at page ${number}`);
  }
  assert.equal(await page.locator("[data-pdf-where]").innerText(), "Page 30 of 60");
  assert.match(await page.locator("[data-pdf-more]").innerText(), /50 of 60/);
  await page.locator('[data-pdf-tool="previous"]').click();
  await drawn(page, 29);
  assert.match(await page.locator(".app-pdf__page").nth(28).innerText(), /This is page 29\./);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("a file is read by keyboard, larger and turned", async () => {
  const page = await strictWindow();
  await page.goto(views["wide.pdf"]);
  await drawn(page);
  const width = () => page.locator(".app-pdf__sheet").evaluate((sheet) => sheet.offsetWidth);
  const before = await width();
  await tabTo(page, '[data-pdf-tool="larger"]');
  await page.keyboard.press("Enter");
  assert.equal(await width(), Math.round(before * 1.25));
  await drawn(page);
  await tabTo(page, '[data-pdf-tool="turn"]');
  await page.keyboard.press("Enter");
  await drawn(page);
  const box = await page.locator(".app-pdf__sheet").boundingBox();
  assert.ok(box.height > 2 * box.width, "upright after a quarter turn");
  await tabTo(page, "[data-pdf-pages]");
  const top = () => page.locator("[data-pdf-pages]").evaluate((pages) => pages.scrollTop);
  await page.keyboard.press("End");
  await page.waitForFunction(() => document.querySelector("[data-pdf-pages]").scrollTop > 0);
  assert.ok((await top()) > 0);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("what cannot be shown, or not whole, says so and what to do", async () => {
  const page = await strictWindow();
  for (const [name, sentence] of [["locked.pdf", "locked"], ["damaged.pdf", "damaged"], ["spoilt.pdf", "lost"]]) {
    await page.goto(views[name]);
    await page.locator(`[data-pdf-says="${sentence}"]`).waitFor();
    assert.equal(await page.locator("[role=status] [data-pdf-says]:visible").count(), 1, name);
    assert.ok(await page.getByRole("link", { name: "Save the file" }).isVisible());
  }
  await page.goto(views["torn.pdf"]);
  await drawn(page);
  assert.match(await page.locator("[data-pdf-pages]").innerText(), /Page 2 of 2\. It could not be read/);
  await page.locator('[data-pdf-tool="next"]').click();
  await page.getByText("Page 2 of 2", { exact: true }).waitFor();
  await page.route("**/pdf", (route) => route.fulfill({ status: 503 }));
  await page.goto(views["letter.pdf"]);
  await page.locator('[data-pdf-says="away"]').waitFor();
  await page.unroute("**/pdf");
  await page.route("**/pdf", async (route) => {
    await page.context().clearCookies();
    await route.continue({ headers: {} });
  });
  await page.goto(views["letter.pdf"]);
  await page.locator('[data-pdf-says="signed-out"]').waitFor();
  await page.context().close();
});

test("without scripts the page says that the file can be saved", async () => {
  const page = await openClinician({ javaScriptEnabled: false });
  await page.goto(views["letter.pdf"]);
  assert.match(await page.locator("main").innerText(), /It takes JavaScript to show a PDF here/);
  assert.equal(await page.locator("[data-pdf-tools]").isVisible(), false);
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Save the file" }).click()]);
  assert.equal(saved.suggestedFilename(), "letter.pdf");
  await page.context().close();
});

test("the page of a file passes every check", async () => {
  const page = await openClinician();
  for (const [name, address] of Object.entries(views)) {
    await page.goto(address);
    await page.locator('.app-pdf__page[data-drawn], [data-pdf-says="locked"]:visible, [data-pdf-says="damaged"]:visible').first().waitFor();
    await inspect(page, `staff-file-${name.replace(".pdf", "")}`);
  }
});
