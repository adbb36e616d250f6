// The second person of a form: the chosen way of signing is shown, a guest draws a name.
// The drawing is strokes of whole points on a sheet of 600 by 240: [[x, y, x, y, ...], ...].

const WIDTH = 600;
const HEIGHT = 240;
const LEAST_INK = 150;
const MOST_NUMBERS = 11000;

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
  const canvas = pad.querySelector("canvas");
  const kept = pad.querySelector("input[type=hidden]");
  const state = pad.querySelector("[data-state]");
  const pen = canvas.getContext("2d");
  let strokes = [];
  let drawing = null;

  const draw = () => {
    pen.clearRect(0, 0, WIDTH, HEIGHT);
    pen.lineWidth = 5;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = "#17211c";
    for (const one of strokes) {
      pen.beginPath();
      pen.moveTo(one[0], one[1]);
      for (let at = 0; at < one.length; at += 2) pen.lineTo(one[at], one[at + 1]);
      pen.stroke();
    }
    const long = ink(strokes);
    state.textContent = long >= LEAST_INK ? pad.dataset.signed : strokes.length ? pad.dataset.more : pad.dataset.empty;
  };
  const keep = () => {
    kept.value = strokes.length ? JSON.stringify(strokes) : "";
    kept.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const restore = () => {
    if (drawing) return;
    strokes = readStrokes(kept.value);
    draw();
  };
  const pointOf = (event) => {
    const box = canvas.getBoundingClientRect();
    return [
      within(((event.clientX - box.left) * WIDTH) / box.width, WIDTH),
      within(((event.clientY - box.top) * HEIGHT) / box.height, HEIGHT),
    ];
  };

  // No gesture begins here: a stroke is no fling, which would swallow the tap that follows it.
  for (const kind of ["touchstart", "touchmove", "touchend"]) {
    canvas.addEventListener(kind, (event) => event.cancelable && event.preventDefault(), { passive: false });
  }
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button || total(strokes) > MOST_NUMBERS) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    drawing = event.pointerId;
    strokes.push(pointOf(event));
    draw();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (drawing !== event.pointerId) return;
    event.preventDefault();
    const one = strokes[strokes.length - 1];
    const [x, y] = pointOf(event);
    const near = Math.abs(x - one[one.length - 2]) + Math.abs(y - one[one.length - 1]) < 3;
    if (near || total(strokes) > MOST_NUMBERS) return;
    one.push(x, y);
    draw();
  });
  const lift = (event) => {
    if (drawing !== event.pointerId) return;
    drawing = null;
    keep();
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  pad.querySelector("[data-clear]").addEventListener("click", () => {
    strokes = [];
    draw();
    keep();
  });
  kept.addEventListener("change", restore);
  kept.form.addEventListener("kept:restore", () => setTimeout(restore));
  addEventListener("pageshow", restore);
  restore();
}

function readStrokes(text) {
  try {
    return JSON.parse(text || "[]").filter((one) => one.length > 1);
  } catch {
    return [];
  }
}

function ink(strokes) {
  let long = 0;
  for (const one of strokes)
    for (let at = 2; at < one.length; at += 2) long += Math.floor(Math.hypot(one[at] - one[at - 2], one[at + 1] - one[at - 1]));
  return long;
}

function total(strokes) {
  return strokes.reduce((sum, one) => sum + one.length, 0);
}

function within(number, most) {
  return Math.min(most, Math.max(0, Math.round(number)));
}
