// Says that a case is open while its page is seen, and shows who else has it open.

import { ask } from "./live.js";

/** How often, in milliseconds; the server forgets whoever is silent for three times as long. */
const BEAT = 30000;

export function presence(document) {
  const place = document.querySelector("[data-presence]");
  const hint = place?.querySelector("[data-presence-hint]");
  if (!hint) return;
  let timer = null;
  const beat = async () => {
    const body = new URLSearchParams({ csrf: place.dataset.csrf, version: place.dataset.version });
    const answer = await ask(place.dataset.presence, { method: "POST", body });
    if (answer?.signedOut) return clearInterval(timer);
    if (!answer) return;
    const html = await answer.response.text();
    // Written only where it differs, so that nothing is read out twice.
    if (hint.innerHTML !== html) hint.innerHTML = html;
  };
  const follow = (again) => {
    clearInterval(timer);
    if (document.hidden) return;
    if (again) beat();
    timer = setInterval(beat, BEAT);
  };
  document.addEventListener("visibilitychange", () => follow(true));
  follow(false);
}
