// What pages do on top of working without JavaScript: search key, menus that close, busy lists, a word when the net fails.

const root = document.documentElement;

function isTyping(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

// A single key can be switched off by the person (WCAG 2.1.4).
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || root.dataset.shortcuts !== "on") return;
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const search = document.getElementById("search");
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
});

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!except || !menu.contains(except)) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest("details.menu[open]");
  closeMenus();
  menu?.querySelector("summary").focus();
});

document.addEventListener("htmx:beforeRequest", (event) => {
  root.dataset.busy = "";
  event.detail.target?.setAttribute("aria-busy", "true");
  document.getElementById("trouble")?.setAttribute("hidden", "");
});

document.addEventListener("htmx:afterRequest", (event) => {
  delete root.dataset.busy;
  event.detail.target?.removeAttribute("aria-busy");
});

for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, () => document.getElementById("trouble")?.removeAttribute("hidden"));
}

// A form sent twice by an impatient click would be refused the second time; the first answer counts.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent !== undefined) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "";
  event.submitter?.setAttribute("aria-busy", "true");
});

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("button[aria-busy]")) button.removeAttribute("aria-busy");
});
