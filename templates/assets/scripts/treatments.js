// A treatment's "did it help" cell shows once its status says that it was tried.
// Without this script the cell always shows, and the server ignores what is not asked.

export function benefitCells(root) {
  for (const cell of root.querySelectorAll("[data-shown-when]")) {
    const driver = root.getElementById(cell.dataset.shownBy);
    if (!driver) continue;
    const codes = cell.dataset.shownWhen.split(" ");
    const sync = () => {
      cell.classList.toggle("app-hidden", !codes.includes(driver.value));
    };
    driver.addEventListener("change", sync);
    window.addEventListener("pageshow", sync);
    sync();
  }
}
