// Shows a PDF as drawings of its pages with their text. Nothing that is in the file can run (docs/decisions/0021).
import { open } from "./pdf/open.js";
import { Reader } from "./pdf/reader.js";

const place = document.querySelector("[data-pdf]");
if (place) show(place);

/** The sentences stand in the page, hidden, each by its name. */
function says(name) {
  return place.querySelector(`[data-pdf-says="${name}"]`);
}

async function show() {
  says("waiting").hidden = true;
  says("loading").hidden = false;
  try {
    const { pdf, packed } = await open(place.dataset, () => (says("lost").hidden = false));
    await new Reader(place, pdf).start();
    says("drawings").hidden = false;
    says("packed").hidden = !packed;
  } catch (fault) {
    says(fault.says ?? "trouble").hidden = false;
    says("drawings").hidden = true;
    place.querySelector("[data-pdf-tools]").hidden = true;
    place.querySelector("[data-pdf-pages]").hidden = true;
  }
  says("loading").hidden = true;
}
