// <button data-prints> opens the browser's print dialog.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-prints]")) window.print();
});
