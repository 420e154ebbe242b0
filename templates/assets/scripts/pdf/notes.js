// What was written into the forms and notes of a page, as text: it is no part of the page's own text, and a note is folded up in the drawing.
import { element } from "./element.js";

/** The most that are listed for a page. */
const MOST = 200;

/** The list; nothing where there is nothing. */
export function notes(annotations) {
  const written = annotations.map(line).filter(Boolean);
  if (written.length === 0) return null;
  const list = element("ul", "nhsuk-list nhsuk-list--bullet app-pdf__notes");
  for (const text of written.slice(0, MOST)) list.append(element("li", "", text));
  if (written.length > MOST) list.append(element("li", "", `And ${written.length - MOST} more: save the file to see them.`));
  const all = element("div", "app-pdf__written");
  all.append(element("p", "app-pdf__caption", "Written into forms or notes on this page:"), list);
  return all;
}

function line(annotation) {
  if (annotation.subtype === "Widget") return field(annotation);
  const text = annotation.contentsObj?.str?.trim();
  if (!text || annotation.subtype === "Popup" || annotation.subtype === "Link") return null;
  const author = annotation.titleObj?.str?.trim();
  return author ? `${author}: ${text}` : text;
}

/** A field and its value; of boxes and circles only those that are chosen. */
function field({ fieldName, alternativeText, fieldValue, checkBox, radioButton, exportValue, buttonValue, pushButton, password }) {
  if (pushButton || password) return null;
  const name = alternativeText || fieldName || "Field";
  if (checkBox) return fieldValue && fieldValue === exportValue ? `${name}: ticked` : null;
  if (radioButton) return fieldValue && fieldValue === buttonValue ? `${name}: ${fieldValue}` : null;
  const value = [fieldValue].flat().filter((part) => typeof part === "string").join(", ").trim();
  return value ? `${name}: ${value}` : null;
}
