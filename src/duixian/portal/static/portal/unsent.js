// A form with data-unsent="name" saves itself to the server while one writes. What could not be sent stays in this
// browser until it was, through a lost line, a closed tab or a crash; it is put back with a word, and sent again.
// Account numbers leave the browser's store with the tab, everything else after it was saved.
const PREFIX = "unsent:";
const LEFT = "unsent-left";

export function keepUnsent() {
  const left = sessionStorage.getItem(LEFT);
  sessionStorage.removeItem(LEFT);
  // Whoever comes from a form to a page without it has handed it in.
  if (left && !document.querySelector(`form[data-unsent="${CSS.escape(left.slice(PREFIX.length))}"]`)) forget(left);
  for (const form of document.querySelectorAll("form[data-unsent]")) watch(form);
}

function watch(form) {
  const name = PREFIX + form.dataset.unsent;
  let changes = 0;
  let sending = 0;
  form.addEventListener("input", () => { changes += 1; keep(form, name); });
  form.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target !== form) return;
    // What is being handed in is not saved beside it.
    if (form.dataset.leaving) event.preventDefault();
    sending = changes;
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.target === form && event.detail.successful && sending === changes) forget(name);
  });
  form.addEventListener("submit", () => {
    form.dataset.leaving = "yes";
    sessionStorage.setItem(LEFT, name);
    form.dispatchEvent(new Event("htmx:abort"));
  });
  window.addEventListener("pageshow", () => { delete form.dataset.leaving; });
  window.addEventListener("online", () => { if (kept(name)) resend(form); });
  if (kept(name)) restore(form, kept(name));
}

function keep(form, name) {
  const fields = [...form.elements].filter(holds).map((field) => [field.name, field.type, field.value, field.checked === true]);
  sessionStorage.setItem(name, JSON.stringify(fields));
  const lasting = fields.filter(([field]) => !field.includes("number"));
  localStorage.setItem(name, JSON.stringify({ at: Date.now(), fields: lasting }));
}

function holds(field) {
  return field.name && !["hidden", "submit", "button", "file", "password"].includes(field.type);
}

const LONGEST = 7 * 24 * 60 * 60 * 1000;

function kept(name) {
  const here = sessionStorage.getItem(name);
  if (here) return JSON.parse(here);
  const lasting = JSON.parse(localStorage.getItem(name) ?? "null");
  if (!lasting || Date.now() - lasting.at > LONGEST) return null;
  return lasting.fields;
}

function forget(name) {
  sessionStorage.removeItem(name);
  localStorage.removeItem(name);
}

function restore(form, fields) {
  let changed = false;
  for (const [name, type, value, checked] of fields) {
    const ticks = type === "radio" || type === "checkbox";
    const field = [...form.elements].find((one) => one.name === name && one.type === type && (!ticks || one.value === value));
    if (!field || (ticks ? field.checked === checked : field.value === value)) continue;
    if (ticks) field.checked = checked;
    else field.value = value;
    changed = true;
  }
  if (!changed) return;
  const notice = form.querySelector("[data-restored-notice]");
  if (notice) {
    notice.textContent = form.dataset.restored;
    notice.className = "notice good";
    notice.setAttribute("role", "status");
    notice.hidden = false;
  }
  resend(form);
}

function resend(form) {
  // After this turn: HTMX takes hold of the form when the page is ready.
  setTimeout(() => form.dispatchEvent(new Event("resend")), 50);
}
