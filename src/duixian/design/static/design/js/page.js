// Everything a page of ours does in the browser. Without it every page still works: forms post, links lead on.
import { keepInput } from "./keep.js";
import { listenToKeys } from "./keys.js";
import { openDialogs } from "./dialogs.js";
import { sendOnce } from "./once.js";
import { tellOfTheLine } from "./line.js";

sendOnce();
openDialogs();
listenToKeys();
keepInput();
tellOfTheLine();

// A menu closes when one clicks elsewhere or presses Escape.
document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenus(null);
});

function closeMenus(within) {
  for (const menu of document.querySelectorAll("details.drop[open]")) {
    if (within && menu.contains(within)) continue;
    if (menu.contains(document.activeElement) && !within) menu.querySelector("summary").focus();
    menu.open = false;
  }
}
