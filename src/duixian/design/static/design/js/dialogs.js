// <button data-opens="id"> opens the dialog of that id; <button data-closes> closes the one around it.
export function openDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    const closer = event.target.closest("[data-closes]");
    if (opener) show(document.getElementById(opener.dataset.opens));
    if (closer) closer.closest("dialog").close();
    if (event.target instanceof HTMLDialogElement && outside(event)) event.target.close();
  });
}

export function show(dialog) {
  if (dialog && !dialog.open) dialog.showModal();
}

function outside(event) {
  const box = event.target.getBoundingClientRect();
  const across = event.clientX >= box.left && event.clientX <= box.right;
  return !(across && event.clientY >= box.top && event.clientY <= box.bottom);
}
