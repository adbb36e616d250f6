// An order to send: the picture goes to WeChat through the phone's own share sheet, where there is one.
for (const button of document.querySelectorAll("button[data-share]")) {
  let file = null;
  const fetched = async () => {
    const answer = await fetch(button.dataset.share, { credentials: "same-origin" });
    if (answer.ok) file = new File([await answer.blob()], button.dataset.file, { type: "image/png" });
  };
  if (navigator.canShare && navigator.share) {
    // It is fetched beforehand: sharing must follow the tap at once.
    fetched().then(
      () => {
        button.hidden = !file || !navigator.canShare({ files: [file] });
      },
      () => {},
    );
  }
  button.addEventListener("click", () => {
    navigator.share({ files: [file], title: button.dataset.title }).catch(() => {});
  });
}

// Other heads: the proposals are worked out anew when somebody leaves a changed field.
for (const button of document.querySelectorAll("button[data-again]")) {
  const fields = button.closest("fieldset").querySelectorAll("input.num");
  for (const field of fields) field.addEventListener("change", () => button.classList.add("main"));
}
