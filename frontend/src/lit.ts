// The cell under the cursor and its words light up together.

const cellsOf = (element: Element): string[] => (element.getAttribute("data-cells") ?? element.id).split(" ").filter(Boolean);

function light(from: Element, on: boolean): void {
  for (const cell of cellsOf(from)) {
    document.getElementById(cell)?.classList.toggle("lit", on);
    for (const words of document.querySelectorAll(`[data-cells~="${CSS.escape(cell)}"]`)) {
      words.classList.toggle("lit", on);
    }
  }
}

for (const [name, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]] as const) {
  document.addEventListener(name, (event) => {
    const from = event.target instanceof Element ? event.target.closest("[data-cells], .cell") : null;
    if (from) light(from, on);
  });
}
