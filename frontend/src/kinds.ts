// Keys 1 to 7 show and hide the kinds of record in a report.

const typing = (event: KeyboardEvent): boolean =>
  event.target instanceof Element && event.target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (typing(event) || event.ctrlKey || event.metaKey || event.altKey || !document.querySelector(".kinds")) return;
  document.querySelector<HTMLInputElement>(`.kinds [data-key="${CSS.escape(event.key)}"]`)?.click();
});
export {};
