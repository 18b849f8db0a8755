// From a finding to its line in the text: of this file at once, of another by opening that file.
const text = document.querySelector("#text");

document.addEventListener("click", (event) => {
  const to = event.target.closest("[data-line]");
  if (!to || !text) return;
  const here = document.querySelector("#writing [name=file]").value;
  if (to.dataset.file === here) select(Number(to.dataset.line));
  else location.assign(`?file=${encodeURIComponent(to.dataset.file)}#L${to.dataset.line}`);
});

if (text && /^#L\d+$/.test(location.hash)) select(Number(location.hash.slice(2)));

function select(line) {
  const lines = text.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  // A text that takes the focus anew scrolls to where its cursor stands.
  text.setSelectionRange(start, start);
  text.blur();
  text.focus();
  text.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
}
