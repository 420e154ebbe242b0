// What was just done is said at the top of a page: the focus goes there, so that it is read out and the keyboard goes on from it.

export function focusOnDone(document) {
  // An address with a place in it leads there.
  if (window.location.hash) return;
  document.querySelector("[data-done]")?.focus({ preventScroll: true });
}
