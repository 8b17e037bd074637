// Keys 1 to 7 show and hide the kinds of record in a report; Esc goes back to where one came from.

const typing = (event: KeyboardEvent): boolean =>
  event.target instanceof Element && event.target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (typing(event) || event.ctrlKey || event.metaKey || event.altKey || !document.querySelector(".kinds")) return;
  if (event.key === "Escape") history.back();
  document.querySelector<HTMLInputElement>(`.kinds [data-key="${CSS.escape(event.key)}"]`)?.click();
});
export {};
