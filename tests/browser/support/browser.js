// A real Chromium, and the checks that every page must pass.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const output = fileURLToPath(new URL("../output/", import.meta.url));
const candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/** Window widths at which every page is checked, in CSS pixels. */
export const widths = [1280, 390, 320];

export async function startBrowser() {
  const executablePath = process.env.CHROMIUM ?? candidates.find(existsSync);
  assert.ok(executablePath, "Chromium is missing: run script/setup --tests");
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** A window that fails the test on any script error, refused resource or blocked inline code. */
export async function openWindow(browser, { width = 390, height = 844, ...options } = {}) {
  // The page's own policy forbids injected scripts, axe's included; the policy itself is tested over HTTP.
  const context = await browser.newContext({ viewport: { width, height }, bypassCSP: true, ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => {
    // Chromium logs each 4xx page as a failed resource; those pages are asserted by their tests.
    if (message.type() === "error" && !message.text().includes("the server responded with a status of 4")) page.faults.push(message.text());
  });
  return page;
}

async function assertAxe(page, name) {
  await page.evaluate(axe);
  // Every rule is on, those that axe leaves off by default (AAA, experimental) too.
  const { violations } = await page.evaluate(() => {
    const rules = Object.fromEntries(globalThis.axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }]));
    return globalThis.axe.run(document, { resultTypes: ["violations"], rules });
  });
  const found = violations.map((v) => `${v.id}: ${v.help}\n    ${v.nodes.map((n) => n.target.join(" ")).join("\n    ")}`);
  assert.deepEqual(found, [], `axe on ${name}`);
}

async function assertReflow(page, name) {
  const [content, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(content <= room, `${name} overflows: ${content} px in ${room} px`);
}

/** Checks a page at every width: axe with every rule, no sideways scrolling, no fault; keeps a screenshot of each. */
export async function inspect(page, name) {
  const before = page.viewportSize();
  await mkdir(output, { recursive: true });
  for (const width of widths) {
    await page.setViewportSize({ width, height: width > 600 ? 900 : 844 });
    await assertReflow(page, `${name} at ${width}`);
    await assertAxe(page, `${name} at ${width}`);
    await page.screenshot({ path: path.join(output, `${name}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize(before);
  assert.deepEqual(page.faults, [], `faults on ${name}`);
  assert.equal(await page.locator("h1").count(), 1, `${name} has one h1`);
}
