// Keeps a list of referrals up to date. The server says only that something changed; how much is asked for at an address that names
// nobody. The list itself is read again when the person asks for it, or when nobody points at it, works in it or has scrolled.

const EVENTS = "/admissions/events";
const CHANGES = "/admissions/changes";
/** How often to ask while there is no stream of events, in milliseconds. */
const POLL = 30000;
/** How soon a question that was not answered is asked again, in milliseconds. */
const AGAIN = 5000;
/** A request that a script makes by itself does not keep anybody signed in. */
const BY_ITSELF = { "X-Requested-With": "live" };

/** Asks the server; null where it does not answer well. A redirection means that the session has ended. */
export async function ask(address, options = {}) {
  const headers = { ...BY_ITSELF, ...options.headers };
  try {
    const response = await fetch(address, { ...options, headers, redirect: "manual", cache: "no-store" });
    if (response.type === "opaqueredirect") return { signedOut: true };
    return response.ok ? { response } : null;
  } catch {
    return null;
  }
}

export function liveList(document) {
  const list = document.querySelector("[data-live-list]");
  const notice = document.querySelector("[data-live-notice]");
  if (list && notice) new LiveList(document, list, notice).start();
}

class LiveList {
  constructor(document, list, notice) {
    this.document = document;
    this.list = list;
    this.status = notice.querySelector("[data-live-status]");
    this.show = notice.querySelector("[data-live-show]");
    this.refresh = notice.querySelector("[data-live-refresh]");
    this.asking = false;
    this.again = false;
    this.ended = false;
  }

  start() {
    this.show.addEventListener("click", () => this.replace(true));
    this.refresh.addEventListener("click", (event) => {
      // Signed out, the link leads to the sign-in page.
      if (this.ended || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.replace(true);
    });
    this.document.addEventListener("visibilitychange", () => this.follow());
    window.addEventListener("pagehide", () => this.pause());
    window.addEventListener("pageshow", (event) => event.persisted && this.follow());
    this.follow();
  }

  /** Listens while the page is seen, and at no other time. */
  follow() {
    if (this.document.hidden || this.ended) this.pause();
    else this.connect();
  }

  pause() {
    this.source?.close();
    this.source = null;
    this.poll(false);
    clearTimeout(this.soon);
  }

  connect() {
    if (this.source && this.source.readyState !== EventSource.CLOSED) return;
    this.source = new EventSource(EVENTS);
    this.source.addEventListener("open", () => {
      this.poll(false);
      this.check();
    });
    this.source.addEventListener("changed", () => this.check());
    this.source.addEventListener("error", () => this.poll(true));
  }

  /** Asks now and then, and tries to listen again, until that succeeds. */
  poll(on) {
    if (!on) {
      clearInterval(this.timer);
      this.timer = null;
    } else if (!this.timer && !this.ended && !this.document.hidden) {
      this.timer = setInterval(() => {
        this.check();
        this.connect();
      }, POLL);
    }
  }

  /** How much has changed since the list was read; one question at a time. */
  async check() {
    if (this.asking) {
      this.again = true;
      return;
    }
    this.asking = true;
    try {
      do {
        this.again = false;
        await this.checkOnce();
      } while (this.again && !this.ended);
    } catch {
      this.later();
    } finally {
      this.asking = false;
    }
  }

  async checkOnce() {
    const answer = await ask(`${CHANGES}?since=${encodeURIComponent(this.list.dataset.liveSeen)}`);
    if (answer?.signedOut) this.end();
    else if (answer) await this.take(await answer.response.json());
    else this.later();
  }

  /** What could not be answered now is asked again soon: the next change may be long in coming. */
  later() {
    clearTimeout(this.soon);
    if (!this.ended && !this.document.hidden) this.soon = setTimeout(() => this.check(), AGAIN);
  }

  async take({ changed, more, counts }) {
    for (const [name, text] of counts) {
      for (const count of this.document.querySelectorAll(`[data-live-counts] [data-count="${name}"]`)) {
        if (count.textContent !== text) count.textContent = text;
      }
    }
    if (changed === 0) return;
    const shown = this.isQuiet() && (await this.replace(false));
    if (!shown && !this.ended) this.announce(changed, more);
  }

  /** Whether nobody points at the list, works in it, has chosen rows or text of it, or has scrolled. */
  isQuiet() {
    const selection = this.document.getSelection();
    const selected = selection && !selection.isCollapsed && selection.containsNode(this.list, true);
    return (
      window.scrollY < 10 &&
      !selected &&
      !this.list.matches(":hover") &&
      !this.list.contains(this.document.activeElement) &&
      !this.list.querySelector("input:checked")
    );
  }

  announce(changed, more) {
    const number = more ? `${changed} or more referrals are` : changed === 1 ? "1 referral is" : `${changed} referrals are`;
    const verb = changed === 1 && !more ? "has" : "have";
    this.say(`${number} new or ${verb} changed.`);
    this.show.textContent = changed === 1 && !more ? "Show it" : "Show them";
    this.offer(true);
  }

  /** The button takes the place of the link, which does the same, so that no row below moves. */
  offer(on) {
    const [place, other] = on ? [this.show, this.refresh] : [this.refresh, this.show];
    const focused = this.document.activeElement === other;
    this.show.hidden = !on;
    this.refresh.parentElement.hidden = on;
    if (focused) place.focus();
  }

  say(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  /** Reads the list again and puts it in place of the old one; tells whether it did. */
  async replace(asked) {
    const answer = await ask(window.location.href, asked ? { headers: { "X-Requested-With": "person" } } : {});
    if (answer?.signedOut) this.end();
    else if (!answer && asked) this.say("The list could not be read now. Try again.");
    if (!answer?.response) return false;
    const page = new DOMParser().parseFromString(await answer.response.text(), "text/html");
    const fresh = page.querySelector("[data-live-list]");
    // Whoever began to point at the list while it was read is not disturbed.
    if (!fresh || (!asked && !this.isQuiet())) return false;
    this.put(fresh);
    this.putCounts(page);
    this.offer(false);
    const time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    this.say(`Updated at ${time}.`);
    return true;
  }

  /** Keeps what was chosen, and the focus on the same control of the same referral. */
  put(fresh) {
    const rowOf = (element) => element.closest("[data-reference]")?.dataset.reference;
    const chosen = new Set([...this.list.querySelectorAll("input:checked")].map(rowOf));
    const active = this.list.contains(this.document.activeElement) ? this.document.activeElement : null;
    const focused = active && { reference: rowOf(active), kind: active.tagName };
    this.list.dataset.liveSeen = fresh.dataset.liveSeen;
    this.list.replaceChildren(...[...fresh.childNodes].map((node) => this.document.importNode(node, true)));
    for (const row of this.list.querySelectorAll("[data-reference]")) {
      const box = row.querySelector("[data-choose]");
      if (box && chosen.has(row.dataset.reference)) box.checked = true;
      if (focused?.reference === row.dataset.reference) row.querySelector(focused.kind)?.focus({ preventScroll: true });
    }
    this.list.dispatchEvent(new CustomEvent("live:replaced", { bubbles: true }));
  }

  putCounts(page) {
    const counts = this.document.querySelectorAll("[data-live-counts]");
    const fresh = page.querySelectorAll("[data-live-counts]");
    counts.forEach((count, at) => {
      if (fresh[at] && !count.contains(this.document.activeElement)) count.innerHTML = fresh[at].innerHTML;
    });
  }

  /** The session has ended: the list stays as it is, and says so. */
  end() {
    this.ended = true;
    this.pause();
    this.offer(false);
    this.say("You are signed out, so this list is no longer updated. Refresh to sign in again.");
  }
}
