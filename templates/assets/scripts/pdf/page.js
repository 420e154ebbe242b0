// One page of a PDF: a drawing, the text that lies over it, and what was written into its forms and notes.
import { AnnotationMode, TextLayer } from "pdfjs-dist/legacy/build/pdf.mjs";
import { element } from "./element.js";
import { notes } from "./notes.js";

/** The most pixels of one drawing, and the longest side: browsers draw nothing beyond. */
const MOST_PIXELS = 2 ** 24;
const LONGEST_SIDE = 16384;

export class Page {
  /** `proxy` is the page of pdf.js, `total` how many there are. */
  constructor(proxy, total) {
    this.proxy = proxy;
    this.name = `Page ${proxy.pageNumber} of ${total}`;
    this.element = element("div", "app-pdf__page");
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", this.name);
    this.caption = element("p", "app-pdf__caption");
    this.sheet = element("div", "app-pdf__sheet");
    this.element.append(this.caption, this.sheet);
    this.say();
  }

  /** Makes the page so wide, in CSS pixels, turned clockwise by so many degrees. What was drawn stays until it is drawn again. */
  fit(width, turned) {
    const rotation = (this.proxy.rotate + turned) % 360;
    const whole = this.proxy.getViewport({ scale: 1, rotation });
    this.viewport = this.proxy.getViewport({ scale: width / whole.width, rotation });
    this.sheet.style.width = `${this.viewport.width}px`;
    this.sheet.style.height = `${this.viewport.height}px`;
    this.sheet.style.setProperty("--total-scale-factor", this.viewport.scale * this.viewport.userUnit);
    this.text?.setAttribute("data-main-rotation", rotation);
    this.drawn = null;
  }

  /** Whether it still has to be drawn as it is now. */
  get isDue() {
    return this.drawn !== this.viewport;
  }

  /** Draws it; stops when it is drawn anew or dropped meanwhile. */
  async draw() {
    const { viewport } = this;
    const canvas = sheetFor(viewport);
    const sharpness = canvas.width / viewport.width;
    try {
      // Forms and notes are drawn as they look, and cannot be used.
      this.task = this.proxy.render({ canvas, viewport, transform: [sharpness, 0, 0, sharpness, 0, 0], annotationMode: AnnotationMode.ENABLE });
      await this.task.promise;
      this.put(canvas);
    } catch (error) {
      if (error?.name === "RenderingCancelledException") return;
      this.failed = true;
    } finally {
      this.task = null;
    }
    this.drawn = viewport;
    this.element.dataset.drawn = "yes";
    this.say();
  }

  /** Says which page it is, and what there is to know about it. */
  say() {
    const remarks = [
      !this.element.dataset.drawn && "Not drawn yet.",
      this.failed && "It could not be drawn: save the file to see it.",
      this.unread && "Its text could not be read.",
      this.hasText === false && "There is no text on it to select or read out: it may be a scan.",
    ].filter(Boolean);
    this.caption.textContent = remarks.length ? `${this.name}. ${remarks.join(" ")}` : this.name;
  }

  put(canvas) {
    this.drop();
    this.canvas = canvas;
    this.sheet.prepend(canvas);
  }

  /** Stops drawing. */
  stop() {
    this.task?.cancel();
  }

  /** Gives the memory of the drawing back; the text stays. */
  drop() {
    if (!this.canvas) return;
    this.canvas.width = 0;
    this.canvas.height = 0;
    this.canvas.remove();
    this.canvas = null;
    this.drawn = null;
    delete this.element.dataset.drawn;
    this.say();
    this.proxy.cleanup();
  }

  /** Reads its text, and what was written into forms and notes. */
  async read() {
    try {
      await this.readText();
      const list = notes(await this.proxy.getAnnotations({ intent: "display" }));
      if (list) this.element.append(list);
    } catch {
      this.unread = true;
    }
    this.say();
  }

  async readText() {
    this.text = element("div", "app-pdf__text");
    const layer = new TextLayer({ textContentSource: this.proxy.streamTextContent(), container: this.text, viewport: this.viewport });
    await layer.render();
    this.hasText = layer.textContentItemsStr.some((text) => text.trim() !== "");
    this.sheet.append(this.text);
  }
}

/** The canvas of a page: as sharp as the screen, within what browsers draw. */
function sheetFor({ width, height }) {
  const most = Math.min(Math.sqrt(MOST_PIXELS / (width * height)), LONGEST_SIDE / Math.max(width, height));
  const sharpness = Math.min(window.devicePixelRatio || 1, most);
  const canvas = element("canvas", "app-pdf__drawing");
  // The text over it is what is read out.
  canvas.setAttribute("aria-hidden", "true");
  canvas.width = Math.max(1, Math.floor(width * sharpness));
  canvas.height = Math.max(1, Math.floor(height * sharpness));
  return canvas;
}

/** A page that is damaged, in its place among the others. */
export class Missing {
  constructor(number, total) {
    this.element = element("div", "app-pdf__page");
    this.element.dataset.drawn = "yes";
    this.element.append(element("p", "app-pdf__caption app-pdf__caption--alone", `Page ${number} of ${total}. It could not be read: save the file to see it.`));
    this.isDue = false;
  }

  fit() {}
  stop() {}
  drop() {}
  async read() {}
}
