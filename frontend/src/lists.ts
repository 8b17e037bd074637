// A list changes in place. Focus stays on what was pressed; where that is gone - a page was turned - it goes to what is new.
document.addEventListener("htmx:after:swap", () => {
  if (document.activeElement === document.body) document.getElementById("main")?.focus({ preventScroll: true });
});

// Where no answer came, the browser asks again as a link does, and says itself what is wrong.
document.addEventListener("htmx:error", (event) => {
  const asked = (event as CustomEvent<{ ctx?: { request: { action: string } } }>).detail.ctx?.request.action;
  if (asked) location.assign(asked);
});
export {};
