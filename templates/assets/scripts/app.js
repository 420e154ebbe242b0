import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  Radios,
  SkipLink,
  createAll,
  isSupported,
} from "nhsuk-frontend/dist/nhsuk/index.mjs";
import { copyButtons, printButtons } from "./buttons.js";
import { choosing } from "./choose.js";
import { focusOnDone } from "./done.js";
import { liveList } from "./live.js";
import { presence } from "./presence.js";
import { shortcuts } from "./shortcuts.js";
import { benefitCells } from "./treatments.js";

// The library looks for this class before it adds behaviour to a page.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("nhsuk-frontend-supported");
}

if (isSupported()) {
  createAll(Button, { preventDoubleClick: true });
  [CharacterCount, Checkboxes, ErrorSummary, Radios, SkipLink].forEach((component) => createAll(component));
}
printButtons(document);
copyButtons(document);
benefitCells(document);
choosing(document);
focusOnDone(document);
liveList(document);
presence(document);
shortcuts(document);
