// The second person of a form: the chosen way of signing is shown, a guest draws a name.
import { LEAST_INK, drawOn, ink, readStrokes } from "./strokes.js";

for (const part of document.querySelectorAll("[data-second]")) {
  const show = () => {
    const chosen = part.querySelector("input[name=second_how]:checked");
    for (const way of part.querySelectorAll("[data-way]")) {
      way.hidden = !chosen || way.dataset.way !== chosen.value;
      for (const field of way.querySelectorAll("input, select")) field.disabled = way.hidden;
    }
  };
  part.addEventListener("change", show);
  part.closest("form").addEventListener("kept:restore", () => setTimeout(show));
  show();
}

for (const pad of document.querySelectorAll("[data-pad]")) takeDrawing(pad);

function takeDrawing(pad) {
  const kept = pad.querySelector("input[type=hidden]");
  const state = pad.querySelector("[data-state]");

  const say = (strokes) => {
    const { signed, more, empty } = pad.dataset;
    state.textContent = ink(strokes) >= LEAST_INK ? signed : strokes.length ? more : empty;
  };
  const keep = (strokes) => {
    kept.value = strokes.length ? JSON.stringify(strokes) : "";
    kept.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const sheet = drawOn(pad.querySelector("canvas"), (strokes, done) => {
    say(strokes);
    if (done) keep(strokes);
  });
  const show = (strokes) => {
    sheet.show(strokes);
    say(strokes);
  };
  const restore = () => {
    if (!sheet.busy) show(readStrokes(kept.value));
  };

  pad.querySelector("[data-clear]").addEventListener("click", () => {
    show([]);
    keep([]);
  });
  kept.addEventListener("change", restore);
  kept.form.addEventListener("kept:restore", () => setTimeout(restore));
  addEventListener("pageshow", restore);
  restore();
}
