// Keyboard shortcuts of the admissions team. They are single keys, so they can be turned off and do nothing where somebody writes
// (WCAG 2.1.4).

const OFF = "shortcuts-off";
/** After `g`, the key of a queue is waited for so long, in milliseconds. */
const WAIT = 1500;
const QUEUES = { a: "needs_action", m: "mine", u: "unassigned", w: "waiting_on_others", l: "waiting_list", c: "closed" };
const WRITING = "input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit]), textarea, select, [contenteditable]";

export function shortcuts(document) {
  const help = document.querySelector("[data-shortcuts]");
  const button = document.querySelector("[data-shortcuts-open]");
  if (!help?.showModal || !button) return;
  const open = () => help.open || help.showModal();
  button.hidden = false;
  button.addEventListener("click", open);
  help.querySelector("[data-shortcuts-close]").addEventListener("click", () => help.close());
  remember(help.querySelector("[data-shortcuts-on]"));

  const keys = { "?": open, ...moves(document) };
  let queueUntil = 0;
  document.addEventListener("keydown", (event) => {
    if (!isMeant(event) || help.open || isOff()) return;
    const queue = event.timeStamp < queueUntil && QUEUES[event.key];
    queueUntil = event.key === "g" ? event.timeStamp + WAIT : 0;
    if (queue) window.location.assign(`/admissions?queue=${queue}`);
    // A key that found nothing to do keeps what it does otherwise.
    if (queue || (keys[event.key] && keys[event.key]() !== false)) event.preventDefault();
  });
}

/** The switch, remembered in this browser. */
function remember(on) {
  on.checked = !isOff();
  on.addEventListener("change", () => {
    try {
      if (on.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "yes");
    } catch {
      // A browser that keeps nothing forgets it at the next page.
      on.dataset.unkept = "yes";
    }
  });
}

function isOff() {
  try {
    return localStorage.getItem(OFF) === "yes" || document.querySelector("[data-shortcuts-on]").checked === false;
  } catch {
    return document.querySelector("[data-shortcuts-on]").checked === false;
  }
}

/** Not where somebody writes, not while a key of a browser or screen reader is held, and nothing that repeats by itself but moving. */
function isMeant(event) {
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  const repeated = event.repeat && event.key !== "j" && event.key !== "k";
  const target = event.target instanceof Element ? event.target : null;
  return !event.defaultPrevented && !modified && !repeated && !event.isComposing && !target?.closest(WRITING);
}

/** What each key does; `false` where there is nothing to do. */
function moves(document) {
  const rows = () => [...document.querySelectorAll("main tr[data-reference]")];
  const current = () => document.activeElement?.closest("tr[data-reference]");
  const link = (row) => row?.querySelector("a[href]");
  const go = (step) => {
    const all = rows();
    const at = all.indexOf(current());
    const next = at < 0 ? all[step > 0 ? 0 : all.length - 1] : all[at + step];
    if (!link(next)) return false;
    link(next).focus();
    next.scrollIntoView({ block: "nearest" });
  };
  const press = (selector) => {
    const found = document.querySelector(selector);
    if (!found) return false;
    found.click();
  };
  return {
    j: () => go(1),
    k: () => go(-1),
    o: () => (link(current()) ? link(current()).click() : false),
    x: () => {
      const box = current()?.querySelector("[data-choose]");
      if (!box) return false;
      box.click();
    },
    "/": () => {
      const search = document.querySelector("main [data-search], main input[type=search], main input[name=query]");
      if (!search) return false;
      search.focus();
    },
    r: () => press("[data-live-refresh]") === false && window.location.reload(),
  };
}
