// The buttons above the pages, and the words that say where one is.

export function tools(place, reader) {
  const bar = place.querySelector("[data-pdf-tools]");
  const part = (name) => place.querySelector(`[data-pdf-${name}]`);
  const [where, size, more] = ["where", "size", "more"].map(part);
  const on = (name, act) => place.querySelector(`[data-pdf-tool="${name}"]`).addEventListener("click", act);
  on("previous", () => reader.go(-1));
  on("next", () => reader.go(1));
  on("smaller", () => reader.scale(-1));
  on("larger", () => reader.scale(1));
  on("turn", () => reader.turn());
  more.addEventListener("click", () => reader.more());
  const say = (element, text) => {
    // Written only where it differs, so that nothing is read out twice.
    if (element.textContent !== text) element.textContent = text;
  };
  return {
    show: () => (bar.hidden = false),
    update() {
      say(where, `Page ${reader.current + 1} of ${reader.total}`);
      say(size, `${Math.round(reader.scaled * 100)}%`);
      more.parentElement.hidden = !reader.hasMore;
      say(more, `Show more pages: ${reader.pages.length} of ${reader.total} are shown`);
    },
  };
}
