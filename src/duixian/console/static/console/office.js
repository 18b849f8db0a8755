// What an officer opens by a key is where he writes next: focus goes into the first field of an opened act.
for (const summary of document.querySelectorAll(".acts details > summary, details.acts > summary")) {
  summary.addEventListener("click", () => {
    const details = summary.parentElement;
    if (details.open) return;
    details.addEventListener("toggle", () => firstField(details)?.focus(), { once: true });
  });
}

function firstField(details) {
  return details.querySelector("input:not([type=hidden]), select, textarea, button");
}
