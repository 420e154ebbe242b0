// The pages of a PDF in a box that scrolls. All that are shown have their text; only those in sight, or nearly so, have a drawing.
import { Missing, Page } from "./page.js";
import { tools } from "./tools.js";

/** How many pages are shown, and are added when more are asked for. */
const AT_ONCE = 25;
/** The widest page where nobody enlarged it, in CSS pixels: wider lines are hard to read. */
const WIDEST = 860;
/** Sizes, as multiples of the width that fits. */
const SIZES = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

export class Reader {
  constructor(place, pdf) {
    this.pdf = pdf;
    this.box = place.querySelector("[data-pdf-pages]");
    this.pages = [];
    this.near = new Set();
    this.size = SIZES.indexOf(1);
    this.turned = 0;
    this.tools = tools(place, this);
    this.watch = new IntersectionObserver((seen) => this.sight(seen), { root: this.box, rootMargin: "50% 0px" });
  }

  /** Shows the file; ends once its first pages are there. */
  async start() {
    this.box.hidden = false;
    this.tools.show();
    this.width = this.room();
    await this.more();
    new ResizeObserver(() => this.resize()).observe(this.box);
    this.box.addEventListener("scroll", () => this.moved());
    this.moved();
  }

  get total() {
    return this.pdf.numPages;
  }

  /** Whether pages are left that are not shown yet. */
  get hasMore() {
    return this.pages.length < this.total;
  }

  /** Adds the next pages, then reads their text one after the other. */
  async more() {
    const end = Math.min(this.pages.length + AT_ONCE, this.total);
    const added = [];
    for (let number = this.pages.length + 1; number <= end; number += 1) added.push(await this.page(number));
    for (const page of added) {
      page.fit(this.width, this.turned);
      this.pages.push(page);
      this.box.append(page.element);
      this.watch.observe(page.element);
    }
    this.tools.update();
    this.reading = (this.reading ?? Promise.resolve()).then(() => this.readAll(added));
  }

  async page(number) {
    try {
      return new Page(await this.pdf.getPage(number), this.total);
    } catch {
      return new Missing(number, this.total);
    }
  }

  async readAll(pages) {
    for (const page of pages) await page.read();
  }

  /** The width of a page that fits the box. */
  room() {
    const style = getComputedStyle(this.box);
    const inside = this.box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return Math.max(1, Math.min(inside, WIDEST)) * this.scaled;
  }

  resize() {
    const width = this.room();
    if (Math.abs(width - this.width) < 1) return;
    this.width = width;
    this.layOut();
  }

  /** Fits every page anew, and keeps the place. */
  layOut() {
    const { current } = this;
    const page = this.pages[current];
    const into = page ? (this.box.scrollTop - page.element.offsetTop) / page.element.offsetHeight : 0;
    for (const one of this.pages) {
      one.stop();
      one.fit(this.width, this.turned);
    }
    if (page) this.box.scrollTop = page.element.offsetTop + into * page.element.offsetHeight;
    this.draw();
  }

  /** How large the pages are, against the width that fits. */
  get scaled() {
    return SIZES[this.size];
  }

  /** One size larger or smaller, if there is one. */
  scale(step) {
    this.size = Math.max(0, Math.min(SIZES.length - 1, this.size + step));
    this.resize();
    this.tools.update();
  }

  /** Turns all pages by a quarter. */
  turn() {
    this.turned = (this.turned + 90) % 360;
    this.layOut();
  }

  /** Which page is read now, from 0: the last whose head is in the upper third, or the last of all at the end. */
  get current() {
    const { scrollTop, clientHeight, scrollHeight } = this.box;
    const isEnd = scrollTop > 0 && scrollTop + clientHeight >= scrollHeight - 1;
    const line = isEnd ? Infinity : scrollTop + clientHeight / 3;
    const next = this.pages.findIndex(({ element }) => element.offsetTop > line);
    return Math.max(0, (next < 0 ? this.pages.length : next) - 1);
  }

  /** Goes a page on or back. */
  async go(step) {
    const to = this.current + step;
    if (to >= this.pages.length && this.hasMore) await this.more();
    const page = this.pages[to];
    if (page) this.box.scrollTop = page.element.offsetTop;
  }

  moved() {
    this.tools.update();
  }

  /** Draws what came near, and drops the drawings of what went away. */
  sight(seen) {
    for (const { target, isIntersecting } of seen) {
      const page = this.pages.find(({ element }) => element === target);
      if (isIntersecting) this.near.add(page);
      else {
        this.near.delete(page);
        page.stop();
        page.drop();
      }
    }
    this.draw();
  }

  /** One page after the other, those in the order of the file that are near. */
  async draw() {
    if (this.drawing) return;
    this.drawing = true;
    for (let page = this.due(); page; page = this.due()) await page.draw();
    this.drawing = false;
  }

  due() {
    return this.pages.find((page) => this.near.has(page) && page.isDue);
  }
}
