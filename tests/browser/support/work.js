// Working on a case: its page, the forms of its verbs, and the list that it stands in.
import assert from "node:assert/strict";
import { goOn } from "./answers.js";
import { inspect } from "./browser.js";

/** How long a change may take to be seen on a busy machine, in milliseconds. */
export const PATIENCE = 30_000;

/** Today in England, so many days on, in the three parts of a date. */
export function day(later = 0) {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", day: "numeric", month: "numeric", year: "numeric" });
  const [date, month, year] = parts.format(new Date(Date.now() + later * 86_400_000)).split("/");
  return { day: String(Number(date)), month: String(Number(month)), year };
}

/** Fills in controls by name; `true` is the first option of a choice, an object is a date. */
export async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === "object") {
      for (const [part, text] of Object.entries(value)) await page.locator(`main [name="${name}.${part}"]`).fill(text);
      continue;
    }
    const control = page.locator(`main [name="${name}"]`);
    const kind = await control.first().getAttribute("type");
    if (kind !== "radio" && kind !== "checkbox") await control.fill(value);
    else if (value === true) await control.first().check();
    else await page.locator(`main [name="${name}"][value="${value}"]`).check();
  }
}

/** Opens the form of a verb, fills it in and sends it; `visit` sees it before. */
export async function work(page, address, verb, values, visit = async () => {}) {
  await page.goto(`${address}/${verb}`);
  await visit();
  await fill(page, values);
  await goOn(page);
  await arrived(page, address, verb);
}

/** Checks a form as it is asked first, and as it is when nothing was given. */
export async function sendEmpty(page, name) {
  await inspect(page, name);
  await goOn(page);
  assert.ok(await page.locator(".nhsuk-error-summary").count(), name);
  await inspect(page, `${name}-error`);
}

/** Waits until the case says that it was done. */
export async function arrived(page, address, verb) {
  await page.waitForURL(`${address}?done=${verb}`, { timeout: PATIENCE }).catch(async () => {
    const said = await page.locator("main").innerText();
    throw new Error(`${verb} led to ${page.url()}:\n${said.slice(0, 600)}`);
  });
}

/** Presses a button of the case that asks nothing. */
export async function press(page, address, name, verb) {
  await page.getByRole("button", { name, exact: true }).click();
  await arrived(page, address, verb);
}

/** Goes down the list with `j` and chooses with `x` each row that names one of these; returns their references. */
export async function chooseByKeyboard(page, names) {
  const chosen = [];
  const rows = await page.locator("tr[data-reference]").count();
  for (let at = 0; at < rows; at += 1) {
    await page.keyboard.press("j");
    const row = page.locator("tr[data-reference]:focus-within");
    const text = await row.innerText();
    if (!names.some((name) => text.includes(name))) continue;
    await page.keyboard.press("x");
    chosen.push(await row.getAttribute("data-reference"));
  }
  return chosen;
}
