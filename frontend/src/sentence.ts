// A link to words shows the sentence in which they stand, while the pointer or the focus is on it.

const shown = document.createElement("div");
shown.className = "sentence";
shown.setAttribute("role", "tooltip");
shown.id = "sentence";
const kept = new Map<string, string>();
let waiting = 0;

function wordsOf(event: Event): HTMLAnchorElement | SVGAElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href*="?words="], a[href*="?cell="]') : null;
}

async function show(link: Element): Promise<void> {
  const [path, rest] = (link.getAttribute("href") ?? "").split("?");
  const asked = `${path}/sentence?${(rest ?? "").split("#")[0]}`;
  if (!kept.has(asked)) {
    const answer = await fetch(asked);
    if (!answer.ok) return;
    kept.set(asked, await answer.text());
  }
  if (!link.matches(":hover, :focus")) return;
  shown.innerHTML = kept.get(asked) ?? ""; // made by our own server, with everything from the report escaped
  document.body.append(shown);
  link.setAttribute("aria-describedby", shown.id);
  const at = link.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, innerWidth - shown.offsetWidth - 8));
  const below = at.bottom + shown.offsetHeight + 12 < innerHeight;
  shown.style.left = `${left + scrollX}px`;
  shown.style.top = `${(below ? at.bottom + 6 : at.top - shown.offsetHeight - 6) + scrollY}px`;
}

function hide(): void {
  clearTimeout(waiting);
  shown.remove();
  document.querySelector(`[aria-describedby="${shown.id}"]`)?.removeAttribute("aria-describedby");
}

for (const name of ["pointerover", "focusin"]) {
  document.addEventListener(name, (event) => {
    const link = wordsOf(event);
    if (!link) return;
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void show(link), 120);
  });
}
for (const name of ["pointerout", "focusout"]) document.addEventListener(name, (event) => wordsOf(event) && hide());
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !shown.isConnected) return;
  event.preventDefault(); // this once it closes the sentence, and does not go back
  hide();
});
export {};
