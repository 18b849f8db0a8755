// Keys of the office. An element with data-key="a" is pressed by that key; ↑ ↓ or j k walk the rows of a table with
// data-rows, Enter follows a row's first link, x ticks its box, / goes to the search, ? tells all keys of the page.
import { show } from "./dialogs.js";

const WALK = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

export function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (handled(event.key, event.target)) event.preventDefault();
  });
}

function typing(element) {
  return element.closest("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]") !== null;
}

function handled(key, target) {
  if (key === "?") return tell();
  if (key === "/") return focus(document.querySelector("[data-search]"));
  const meant = document.querySelector(`[data-key="${CSS.escape(key.toLowerCase())}"]:not([disabled])`);
  if (meant && key.length === 1) return press(meant);
  return rows(key, target);
}

function press(element) {
  const field = element.matches("input:not([type=checkbox], [type=radio]), select, textarea");
  if (field) return focus(element);
  element.click();
  return true;
}

function focus(element) {
  if (element) element.focus();
  return Boolean(element);
}

function rows(key, target) {
  const table = document.querySelector("table[data-rows]");
  if (!table) return false;
  const all = [...table.querySelectorAll("tbody tr")];
  const at = all.findIndex((row) => row.classList.contains("here"));
  if (key in WALK) return step(all, at, WALK[key]);
  if (at < 0) return false;
  if (key === "x") return press(all[at].querySelector("input[type=checkbox]") ?? document.createElement("i"));
  if (key === "Enter" && !target.closest("a, button, summary")) return press(all[at].querySelector("a[href]"));
  return false;
}

function step(all, at, way) {
  const next = all[at < 0 ? (way > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + way, 0), all.length - 1)];
  if (!next) return false;
  for (const row of all) row.classList.toggle("here", row === next);
  next.scrollIntoView({ block: "nearest" });
  const link = next.querySelector("a[href], input[type=checkbox]");
  if (link) link.focus({ preventScroll: true });
  return true;
}

function tell() {
  const dialog = document.getElementById("keys");
  if (!dialog) return false;
  const list = dialog.querySelector("[data-key-list]");
  for (const old of list.querySelectorAll("[data-of-page]")) old.remove();
  for (const element of document.querySelectorAll("[data-key]")) list.append(...told(element));
  show(dialog);
  return true;
}

function told(element) {
  const term = document.createElement("dt");
  const key = document.createElement("kbd");
  key.textContent = element.dataset.key;
  term.append(key);
  const meaning = document.createElement("dd");
  const copy = element.cloneNode(true);
  for (const hint of copy.querySelectorAll("kbd")) hint.remove();
  meaning.textContent = element.dataset.keyName || element.getAttribute("aria-label") || copy.textContent.trim();
  for (const part of [term, meaning]) part.dataset.ofPage = "";
  return [term, meaning];
}
