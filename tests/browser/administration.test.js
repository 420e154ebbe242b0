// An administrator's pages: logs, settings, versions of the rules, the simulator, retention.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { goOn } from "./support/answers.js";
import { inspect, openWindow, startBrowser } from "./support/browser.js";
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

test("an administrator finds every page, changes a setting, replays the live rules and holds a case", async () => {
  const page = await openWindow(browser, { width: 1280, height: 900 });
  await signIn(page, service.address, "Alex Admin");
  await page.goto(`${service.address}/admissions`);
  await page.getByRole("navigation", { name: "Admissions" }).getByRole("link", { name: "Administration" }).click();
  await inspect(page, "admin-home");

  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByLabel("Triaged within").fill("3");
  await goOn(page);
  assert.match(await page.locator("[role=status]").innerText(), /saved/);
  await inspect(page, "admin-settings");
  await page.getByRole("link", { name: "audit log" }).click();
  assert.match(await page.locator("tbody").innerText(), /setting triage days, before 2, after 3/);
  await inspect(page, "admin-audit");
  await page.getByRole("link", { name: "Looks at records" }).click();
  await inspect(page, "admin-looks");

  await page.goto(`${service.address}/admissions/pathways`);
  await inspect(page, "admin-pathways");
  await page.locator("tbody a").first().click();
  await page.getByText("Show the text").click();
  const definition = await page.locator("main pre").innerText();
  await inspect(page, "admin-pathway");

  await page.goto(`${service.address}/admissions/simulator`);
  await page.getByLabel("The draft").fill(definition.replace('id = "red_flags"', 'id = "red flags"'));
  await goOn(page);
  await inspect(page, "admin-simulator-error");
  await page.getByLabel("The draft").fill(definition.replaceAll('in = ["a_little", "a_lot", "nearly_all"]', 'in = ["nearly_all"]'));
  await goOn(page);
  assert.ok(Number(await page.locator("[data-changed]").getAttribute("data-changed")) > 0);
  await inspect(page, "admin-simulator");

  const reference = await page.locator("tbody a").first().innerText();
  await page.goto(`${service.address}/admissions/retention`);
  await inspect(page, "admin-retention");
  await page.getByLabel(/Find a case/).fill(reference);
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByLabel("Reason").fill("Complaint 12/2026");
  await page.getByRole("button", { name: "Set hold" }).click();
  assert.match(await page.locator("main").innerText(), /In force\s+Complaint 12\/2026/);
  await inspect(page, "admin-hold");
});

test("an administrator makes a client, and its secret opens the statistics until it is disabled", async () => {
  const page = await openWindow(browser, { width: 1280, height: 900 });
  await signIn(page, service.address, "Alex Admin");
  await page.goto(`${service.address}/admissions/api-clients`);
  await inspect(page, "admin-clients-empty");
  await goOn(page);
  await inspect(page, "admin-clients-error");
  await page.getByLabel("Name of the system").fill("Trust reporting");
  await page.getByLabel("E-mail address").fill("reports@trust.example");
  await page.getByLabel("Read statistics").check();
  await goOn(page);
  await inspect(page, "admin-client-secret");
  const [id, secret] = await page.locator("#client-id, #client-secret").allInnerTexts();

  const ask = () =>
    fetch(`${service.address}/oauth2/token`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${id}:${secret}`)}` },
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
  const { access_token: token } = await (await ask()).json();
  const read = () =>
    fetch(`${service.address}/api/statistics/arrivals.csv`, { headers: { authorization: `Bearer ${token}` } });
  assert.match(await (await read()).text(), /Week/);

  await page.getByRole("link", { name: /I have kept the secret/ }).click();
  await inspect(page, "admin-client");
  await page.getByRole("button", { name: "Disable client" }).click();
  await inspect(page, "admin-client-disabled");
  assert.equal((await read()).status, 401);
  assert.equal((await ask()).status, 401);
  await page.goto(`${service.address}/admissions/api-clients`);
  await inspect(page, "admin-clients");
});
