// One key decides and goes on: a key presses the button, follows the link or opens the form that carries it.

const typing = (event: KeyboardEvent): boolean =>
  event.target instanceof Element && event.target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");

function press(key: string): boolean {
  const quoted = CSS.escape(key);
  const opened = document.querySelector<HTMLDetailsElement>(`details[data-open="${quoted}"]`);
  if (opened) {
    opened.open = true;
    const first = opened.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea");
    first?.focus();
    if (first instanceof HTMLInputElement && !first.matches("[data-span]")) first.select();
    return true;
  }
  const focused = document.querySelector<HTMLElement>(`[data-focus="${quoted}"]`);
  focused?.focus();
  const pressed = document.querySelector<HTMLElement>(`[data-keys~="${quoted}"]`);
  pressed?.click();
  return Boolean(focused ?? pressed);
}

// A list that changed in place has a way back though no page was left.
const cameFromHere = (): boolean => (window.navigation as Navigation | undefined)?.canGoBack ?? document.referrer.startsWith(location.origin);

// Esc leaves a field, and goes back to where one came from, as long as that was here.
function leave(): void {
  const at = document.activeElement;
  if (at instanceof HTMLElement && at.matches("input:not([type=checkbox]), textarea, select")) at.blur();
  else if (location.hash === "#help" || cameFromHere()) history.back();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key === "Escape") return leave();
  if (!document.querySelector("[data-keys]")) return;
  const moves = "[]{}".includes(event.key) && event.target instanceof Element && event.target.matches("[data-span], [inputmode=decimal]");
  if ((typing(event) && !moves) || (event.repeat && !moves)) return;
  if (press(event.key)) event.preventDefault();
});

// A form is sent once, however often its key is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (form.method !== "post") return;
  if (form.dataset["sent"]) event.preventDefault();
  form.dataset["sent"] = "1";
});
addEventListener("pageshow", () => document.querySelectorAll<HTMLFormElement>("form[data-sent]").forEach((form) => delete form.dataset["sent"]));

// What is changed in a form is marked, and the old value beside it struck through.
document.addEventListener("input", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement) || !field.closest(".field")) return;
  const before = field instanceof HTMLSelectElement ? [...field.options].find((one) => one.defaultSelected)?.value ?? field.options[0]?.value : field.defaultValue;
  field.classList.toggle("changed", field.value !== before);
});
export {};
