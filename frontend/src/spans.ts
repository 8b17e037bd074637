// Words are marked by selecting them, and their ends move by a word; offsets count code points, as the record does.

const box = document.querySelector<HTMLElement>("[data-start]");
const source = box?.querySelector<HTMLElement>(".source-text");
const points = Array.from(source?.textContent ?? "");
const begin = Number(box?.dataset["start"] ?? 0);
let active: HTMLInputElement | null = null;
let picking: HTMLInputElement | null = null; // a field that takes words as they are, not where they stand

const letter = (at: number): boolean => /[\p{L}\p{N}]/u.test(points[at] ?? "");

function field(): HTMLInputElement | null {
  return active?.isConnected ? active : document.querySelector<HTMLInputElement>("[data-own]");
}

function spanIn(input: HTMLInputElement): [number, number] | null {
  const match = /(\d+)\s*-\s*(\d+)/.exec(input.value);
  return match ? [Number(match[1]) - begin, Number(match[2]) - begin] : null;
}

function write(input: HTMLInputElement, start: number, end: number): void {
  const made = `${start + begin}-${end + begin}`;
  input.value = /\d+\s*-\s*\d+/.test(input.value) ? input.value.replace(/\d+\s*-\s*\d+/, made) : made;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function show(start: number, end: number): void {
  if (!source) return;
  const marked = document.createElement("mark");
  marked.textContent = points.slice(start, end).join("");
  const around = [points.slice(0, start).join(""), points.slice(end).join("")].map((words) => {
    const run = document.createElement("span");
    run.textContent = words;
    return run;
  });
  source.replaceChildren(around[0] ?? "", marked, around[1] ?? "");
  const said = document.querySelector("[data-words]");
  if (said) said.textContent = marked.textContent;
  for (const [name, at] of [["data-from", start], ["data-to", end]] as const) {
    const input = document.querySelector<HTMLInputElement>(`[${name}]`);
    if (input) input.value = String(at + begin);
  }
}

function moved(key: string, [start, end]: [number, number]): [number, number] {
  if (key === "[") {
    do start -= 1; while (start > 0 && !letter(start));
    while (start > 0 && letter(start - 1)) start -= 1;
  } else if (key === "{") {
    while (start < end && letter(start)) start += 1;
    while (start < end && !letter(start)) start += 1;
  } else if (key === "]") {
    while (end < points.length && !letter(end)) end += 1;
    while (end < points.length && letter(end)) end += 1;
  } else {
    while (end > start && letter(end - 1)) end -= 1;
    while (end > start && !letter(end - 1)) end -= 1;
  }
  return [Math.max(start, 0), Math.min(end, points.length)];
}

document.addEventListener("focusin", (event) => {
  if (!(event.target instanceof HTMLInputElement)) return;
  if (event.target.matches("[data-pick], [data-span]")) picking = event.target.matches("[data-pick]") ? event.target : null;
  if (!event.target.matches("[data-span]")) return;
  active = event.target;
  const span = spanIn(active);
  if (span && span[0] >= 0 && span[1] <= points.length) show(...span);
});
document.addEventListener("input", (event) => {
  if (!(event.target instanceof HTMLInputElement) || !event.target.matches("[data-span]")) return;
  const span = spanIn(event.target);
  if (span && span[0] >= 0 && span[0] < span[1] && span[1] <= points.length) show(...span);
});
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLElement>(".shifts [data-keys]") : null;
  const input = field();
  const key = link?.dataset["keys"];
  if (!link || !key || !input) return;
  const span = spanIn(input);
  if (!span || span[0] < 0 || span[1] > points.length) return;
  event.preventDefault();
  const [start, end] = moved(key, span);
  const form = input.closest("details");
  if (form) form.open = true;
  if (start < end) write(input, start, end);
});

// The offset of a place in the text, in code points.
function offset(node: Node, at: number): number {
  const range = document.createRange();
  if (!source) return 0;
  range.setStart(source, 0);
  range.setEnd(node, at);
  return Array.from(range.toString()).length;
}

document.addEventListener("pointerup", () => setTimeout(() => {
  const chosen = getSelection();
  const input = field();
  if (!source || !chosen || chosen.isCollapsed || !input || input.closest("details:not([open])")) return;
  const range = chosen.getRangeAt(0);
  if (!source.contains(range.startContainer) || !source.contains(range.endContainer)) return;
  let start = offset(range.startContainer, range.startOffset);
  let end = offset(range.endContainer, range.endOffset);
  while (start < end && /\s/.test(points[start] ?? "")) start += 1;
  while (end > start && /\s/.test(points[end - 1] ?? "")) end -= 1;
  if (start >= end) return;
  if (picking?.isConnected) {
    picking.value = points.slice(start, end).join("");
    picking = null;
  } else write(input, start, end);
}));

// On a report's page selected words are those of a record that was missed.  Nearly all are links, on which no browser
// begins to select: while the mouse is down they are none.
const text = document.querySelector<HTMLElement>(".report .text");
text?.addEventListener("pointerdown", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!link || event.pointerType !== "mouse" || event.button) return;
  const kept = ["href", "tabindex"].map((name) => [name, link.getAttribute(name) ?? ""] as const);
  for (const [name] of kept) link.removeAttribute(name);
  addEventListener("pointerup", () => kept.forEach(([name, value]) => link.setAttribute(name, value)), { once: true });
});
text?.addEventListener("click", (event) => {
  if (!getSelection()?.isCollapsed) event.preventDefault();
});
document.addEventListener("pointerup", () => setTimeout(() => {
  const chosen = getSelection();
  const form = document.querySelector<HTMLFormElement>(".add-missed");
  if (!text || !form || !chosen || chosen.isCollapsed) return;
  const range = chosen.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = Array.from(before.toString()).length;
  const put = (name: string, at: number): void => {
    const input = form.querySelector<HTMLInputElement>(`[name=${name}]`);
    if (input) input.value = String(at);
  };
  put("start", start);
  put("end", start + Array.from(range.toString()).length);
}));
export {};
