// Driving a page as somebody without a mouse does: Tab, arrows, Space and Enter, and nothing else.

/** How often Tab is pressed before a control counts as out of reach. */
const REACH = 400;

/** Presses Tab until the control has the focus, and makes sure that the focus can be seen. */
export async function tabTo(page, selector) {
  const has = () => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  for (let presses = 0; presses < REACH; presses += 1) {
    if (await has()) return assertVisibleFocus(page, selector);
    await page.keyboard.press("Tab");
  }
  throw new Error(`${selector} cannot be reached by keyboard at ${page.url()}`);
}

async function assertVisibleFocus(page, selector) {
  const isSeen = () => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    // Radios and checkboxes are drawn by their labels, next to them.
    const drawn = [element, element.nextElementSibling].filter(Boolean).flatMap((one) => [getComputedStyle(one), getComputedStyle(one, "::before")]);
    const marked = drawn.some((style) => style.outlineStyle !== "none" || style.boxShadow !== "none");
    return marked && box.bottom > 0 && box.top < innerHeight;
  };
  // The browser scrolls to the focus in the frames that follow.
  await page.waitForFunction(isSeen, null, { timeout: 2000 }).catch(() => {
    throw new Error(`the focus on ${selector} cannot be seen at ${page.url()}`);
  });
}

/** Types into a text control, over what stands in it. */
export async function type(page, selector, text) {
  await tabTo(page, selector);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(text);
}

/** Chooses an option of a radio group with the arrows, or ticks a checkbox with Space. */
export async function choose(page, name, code) {
  const kind = await page.locator(`main [name="${name}"]`).first().getAttribute("type");
  if (kind === "checkbox") {
    await tabTo(page, `main [name="${name}"][value="${code}"]`);
    if (!(await page.evaluate(() => document.activeElement.checked))) await page.keyboard.press("Space");
    return;
  }
  await tabTo(page, `main [name="${name}"]`);
  const isIt = () => page.evaluate((wanted) => document.activeElement.value === wanted && document.activeElement.checked, code);
  await page.keyboard.press("Space");
  for (let presses = 0; presses < 40; presses += 1) {
    if (await isIt()) return;
    await page.keyboard.press("ArrowDown");
  }
  throw new Error(`${name} has no ${code} that the arrows reach`);
}

/** Chooses an option of a select with the arrows. */
export async function select(page, selector, value) {
  await tabTo(page, selector);
  await page.keyboard.press("Home");
  for (let presses = 0; presses < 40; presses += 1) {
    if ((await page.evaluate(() => document.activeElement.value)) === value) return;
    await page.keyboard.press("ArrowDown");
  }
  throw new Error(`${selector} has no ${value} that the arrows reach`);
}

/** Presses a button or follows a link with Enter, and waits for what comes. */
export async function press(page, selector) {
  await tabTo(page, selector);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}
