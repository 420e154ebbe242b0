// Rows of a list that are chosen, to be worked on together: how many they are, and all of the page with one press.

export function choosing(document) {
  const all = document.querySelector("[data-choose-all]");
  const number = document.querySelector("[data-chosen]");
  if (!all || !number) return;
  const boxes = () => [...document.querySelectorAll("[data-choose]")];
  const chosen = () => boxes().filter((box) => box.checked).length;
  const tell = () => {
    const count = chosen();
    number.textContent = count ? `: ${count}` : "";
    all.textContent = count && count === boxes().length ? "Choose none" : "Choose all on this page";
  };
  all.hidden = false;
  all.addEventListener("click", () => {
    const on = chosen() < boxes().length;
    for (const box of boxes()) box.checked = on;
    tell();
  });
  document.addEventListener("change", (event) => event.target.matches("[data-choose]") && tell());
  document.addEventListener("live:replaced", tell);
  // A browser that goes back may have kept what was chosen.
  window.addEventListener("pageshow", tell);
  tell();
}
