// A list changes in place. Focus stays on what was pressed; where that is gone - a page was turned - it goes to what is new.
document.addEventListener("htmx:after:swap", () => {
  const main = document.getElementById("main");
  if (document.activeElement === document.body) main?.focus({ preventScroll: true });
  if (matchMedia("(max-width: 60rem)").matches) main?.scrollIntoView(); // what was chosen stands under the list there
});

// Where no answer came, the browser asks again as a link does, and says itself what is wrong.
document.addEventListener("htmx:error", (event) => {
  const asked = (event as CustomEvent<{ ctx?: { request: { action: string } } }>).detail.ctx?.request.action;
  if (asked) location.assign(asked);
});
export {};
