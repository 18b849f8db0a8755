// A file is sent as soon as it is picked; one that is too large is not sent at all, and says so at once.
export function lookAtFiles() {
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-upload]");
    if (!form || event.target.type !== "file" || !event.target.files.length) return;
    const fault = form.querySelector(".fault");
    const large = [...event.target.files].some((file) => file.size > Number(form.dataset.largest));
    fault.hidden = !large;
    fault.textContent = large ? form.dataset.tooLarge : "";
    if (large) event.target.value = "";
    else form.dispatchEvent(new Event("picked"));
  });
}
