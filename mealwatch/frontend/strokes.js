// A drawn signature: strokes of whole points on a sheet of 600 by 240, [[x, y, x, y, ...], ...], as
// signing/domain/strokes.py reads them. Drawn with a finger, a pen or a mouse on a canvas.
export const WIDTH = 600;
export const HEIGHT = 240;
export const LEAST_INK = 150;
const MOST_NUMBERS = 11000;
const MOST_STROKES = 300;

export function readStrokes(text) {
  try {
    return JSON.parse(text || "[]").filter((one) => one.length > 1);
  } catch {
    return [];
  }
}

// How long the lines are together.
export function ink(strokes) {
  let long = 0;
  for (const one of strokes)
    for (let at = 2; at < one.length; at += 2) long += Math.floor(Math.hypot(one[at] - one[at - 2], one[at + 1] - one[at - 1]));
  return long;
}

// The drawing as the `d` of an SVG path; a single point is a dot.
export function path(strokes) {
  let d = "";
  for (const [x, y, ...rest] of strokes) {
    const on = rest.length ? rest : [x, y];
    d += `M${x} ${y}`;
    for (let at = 0; at < on.length; at += 2) d += `L${on[at]} ${on[at + 1]}`;
  }
  return d;
}

// Lets `canvas` (600 by 240 dots, whatever its size on screen) be drawn on. `changed(strokes, done)` after every
// point, done when the pen is lifted; `show(strokes)` puts a drawing there, as does clearing with [].
export function drawOn(canvas, changed) {
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
  };
  const pointOf = (event) => {
    const box = canvas.getBoundingClientRect();
    return [
      within(((event.clientX - box.left) * WIDTH) / box.width, WIDTH),
      within(((event.clientY - box.top) * HEIGHT) / box.height, HEIGHT),
    ];
  };
  const changedTo = (done) => {
    draw();
    changed(strokes, done);
  };

  // No gesture begins here: a stroke is no fling, which would swallow the tap that follows it.
  for (const kind of ["touchstart", "touchmove", "touchend"]) {
    canvas.addEventListener(kind, (event) => event.cancelable && event.preventDefault(), { passive: false });
  }
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button || drawing !== null || total(strokes) > MOST_NUMBERS || strokes.length >= MOST_STROKES) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    drawing = event.pointerId;
    strokes = [...strokes, pointOf(event)];
    changedTo(false);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (drawing !== event.pointerId) return;
    event.preventDefault();
    const one = strokes[strokes.length - 1];
    const [x, y] = pointOf(event);
    const near = Math.abs(x - one[one.length - 2]) + Math.abs(y - one[one.length - 1]) < 3;
    if (near || total(strokes) > MOST_NUMBERS) return;
    one.push(x, y);
    changedTo(false);
  });
  const lift = (event) => {
    if (drawing !== event.pointerId) return;
    drawing = null;
    changed(strokes, true);
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);

  return {
    get busy() {
      return drawing !== null;
    },
    show(given) {
      strokes = given;
      drawing = null;
      draw();
    },
  };
}

function total(strokes) {
  return strokes.reduce((sum, one) => sum + one.length, 0);
}

function within(number, most) {
  return Math.min(most, Math.max(0, Math.round(number)));
}
