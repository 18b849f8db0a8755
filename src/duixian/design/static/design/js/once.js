// A form is sent once: the second click of a double click does nothing, and coming back makes it sendable again.
export function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method.toLowerCase() !== "post" || form.hasAttribute("data-again")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset.sent = "yes";
    const pressed = event.submitter;
    // After this turn: a button that is disabled at once would not send its name and value.
    setTimeout(() => pressed && pressed.setAttribute("aria-busy", "true"));
  }, true);
  window.addEventListener("pageshow", release);
  document.addEventListener("htmx:afterRequest", release);
  document.addEventListener("htmx:sendError", release);
}

function release() {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}
