// A statement beside a clause and the words it rests on light up together, by pointer or by keyboard.
const lit = new Set();

function clear() {
  for (const element of lit) element.classList.remove("lit");
  lit.clear();
}

function light(elements) {
  clear();
  for (const element of elements) {
    element.classList.add("lit");
    lit.add(element);
  }
}

function partners(element) {
  const pair = element.closest(".pair");
  if (!pair) return [];
  if (element.dataset.cites) return [...pair.querySelectorAll(`[data-quotes~="${CSS.escape(element.dataset.cites)}"]`), element];
  const numbers = element.dataset.quotes.trim().split(" ");
  return [element, ...numbers.flatMap((n) => [...pair.querySelectorAll(`[data-cites="${CSS.escape(n)}"]`)])];
}

function meet(event) {
  const element = event.target instanceof Element ? event.target.closest("[data-cites], [data-quotes]") : null;
  if (element) light(partners(element));
  else clear();
}

document.addEventListener("pointerover", meet);
document.addEventListener("focusin", meet);

// Whoever was sent to a question or a term sees it, also when it lies in a closed fold.
function unfold() {
  const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  for (let fold = target?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
  if (target) target.scrollIntoView({ block: "start" });
}

addEventListener("hashchange", unfold);
unfold();
const cited = document.querySelector(".seg.cited");
if (cited) cited.scrollIntoView({ block: "center" });
