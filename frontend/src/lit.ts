// The cell under the cursor and its words light up together; the panel scrolls to it, the page stays where it is.

const cellsOf = (element: Element): string[] => (element.getAttribute("data-cells") ?? element.id).split(" ").filter(Boolean);

function light(from: Element, on: boolean): void {
  for (const cell of cellsOf(from)) {
    document.getElementById(cell)?.classList.toggle("lit", on);
    for (const words of document.querySelectorAll(`[data-cells~="${CSS.escape(cell)}"]`)) {
      words.classList.toggle("lit", on);
    }
  }
}

function bring(cell: Element | null): void {
  const panel = cell?.closest<HTMLElement>(".panel");
  if (!cell || !panel || panel.scrollHeight <= panel.clientHeight) return;
  const at = cell.getBoundingClientRect();
  const seen = panel.getBoundingClientRect();
  if (at.top < seen.top || at.bottom > seen.bottom) panel.scrollTop += at.top - seen.top - panel.clientHeight / 3;
}

bring(document.querySelector(".cell.asked"));

for (const [name, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]] as const) {
  document.addEventListener(name, (event) => {
    const from = event.target instanceof Element ? event.target.closest("[data-cells], .cell") : null;
    if (!from) return;
    light(from, on);
    if (on && from.matches(".words[href]")) bring(document.getElementById(from.getAttribute("href")?.slice(1) ?? ""));
  });
}
