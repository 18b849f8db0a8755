// Says when the line is gone and when it is back; nothing is sent into the void without a word.
export function tellOfTheLine() {
  const notice = document.getElementById("line-lost");
  if (!notice) return;
  const set = (lost) => { notice.hidden = !lost; };
  window.addEventListener("offline", () => set(true));
  window.addEventListener("online", () => set(false));
  document.addEventListener("htmx:sendError", () => set(true));
  document.addEventListener("htmx:afterOnLoad", () => set(false));
  document.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    // A page that cannot be reached would take the typed words with it.
    event.preventDefault();
    event.stopImmediatePropagation();
    set(true);
  }, true);
  set(!navigator.onLine);
}
