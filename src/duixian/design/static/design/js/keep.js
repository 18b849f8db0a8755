// What somebody typed into a form with data-keep="name" stays in this tab until the form was taken: a lost connection,
// a closed lid or a signed-out session loses nothing. Passwords, files and hidden fields are never kept.
const PREFIX = "kept:";
const NEVER = ["password", "file", "hidden"];

export function keepInput() {
  for (const done of document.querySelectorAll("[data-kept-taken]")) sessionStorage.removeItem(PREFIX + done.dataset.keptTaken);
  for (const form of document.querySelectorAll("form[data-keep]")) restore(form);
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-keep]");
    if (form) sessionStorage.setItem(PREFIX + form.dataset.keep, JSON.stringify(written(form)));
  });
}

function fields(form) {
  return [...form.elements].filter((field) => field.name && "value" in field && !NEVER.includes(field.type) && field.type !== "submit");
}

function written(form) {
  return fields(form).map((field) => [field.name, field.type, field.value, field.checked === true]);
}

function restore(form) {
  const kept = sessionStorage.getItem(PREFIX + form.dataset.keep);
  // What the server gives back with a fault is newer than what was kept.
  if (!kept || form.querySelector("[aria-invalid=true]")) return;
  const present = fields(form);
  for (const [name, type, value, checked] of JSON.parse(kept)) {
    const ticks = type === "checkbox" || type === "radio";
    const field = present.find((one) => one.name === name && one.type === type && (!ticks || one.value === value));
    if (field && ticks) field.checked = checked;
    else if (field) field.value = value;
  }
}
