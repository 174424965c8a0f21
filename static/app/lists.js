// Lists: ticked rows are counted, a box ticks the whole page, and keys move between the rows.

const root = document.documentElement;

const form = () => document.getElementById("selection");
const boxes = () => [...document.querySelectorAll("input[form='selection'][name='valgt']")];
const links = () => [...document.querySelectorAll("[data-rows] tbody th a")];

function count() {
  const bar = form();
  if (!bar) return;
  const everything = bar.elements.alle?.checked ?? false;
  const all = boxes();
  const ticked = all.filter((box) => box.checked).length;
  const number = everything ? Number(bar.dataset.total) : ticked;
  bar.querySelector("[data-count]").textContent = number;
  bar.toggleAttribute("data-chosen", number > 0);
  for (const button of bar.querySelectorAll("button")) button.disabled = number === 0;
  for (const box of all) box.closest("tr").toggleAttribute("data-chosen", everything || box.checked);
  const head = document.querySelector("[data-pick-all]");
  head.parentElement.hidden = false;
  head.checked = ticked > 0 && ticked === all.length;
  head.indeterminate = ticked > 0 && ticked < all.length;
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-pick-all]")) for (const box of boxes()) box.checked = event.target.checked;
  if (event.target.matches("[data-pick-all], [form='selection'], #selection [name='alle']")) count();
});

// The first box ticked, then another one with Shift: all between them as well.
let last = null;
document.addEventListener("click", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || box.name !== "valgt") return;
  const all = boxes();
  if (event.shiftKey && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    for (const between of all.slice(from, to + 1)) between.checked = box.checked;
  }
  last = box;
});

function move(step) {
  const all = links();
  if (!all.length) return;
  const here = all.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const next = here < 0 ? 0 : Math.min(Math.max(here + step, 0), all.length - 1);
  all[next].focus();
  all[next].closest("tr").scrollIntoView({ block: "nearest" });
}

function pick() {
  const box = document.activeElement?.closest("[data-rows] tbody tr")?.querySelector("input[name='valgt']");
  if (!box) return;
  box.checked = !box.checked;
  count();
}

const KEYS = { j: () => move(1), k: () => move(-1), x: pick };

// Single keys can be switched off by the person (WCAG 2.1.4). Enter opens the link that has the focus by itself.
document.addEventListener("keydown", (event) => {
  const act = KEYS[event.key];
  if (!act || root.dataset.shortcuts !== "on" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type='checkbox']), textarea, select, [contenteditable], dialog")) return;
  event.preventDefault();
  act();
});

document.addEventListener("htmx:afterSwap", count);
window.addEventListener("pageshow", count);
count();
