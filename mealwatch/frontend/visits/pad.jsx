// A sheet to sign on with a finger: strokes of whole points, kept only when the signature is done.
import { useEffect, useRef, useState } from "preact/hooks";
import { HEIGHT, LEAST_INK, WIDTH, drawOn, ink, path, readStrokes } from "../strokes.js";
import { blob } from "./store.js";
import { t } from "./words.js";

export function Pad({ label, done, empty = "measure_pad_empty", onDone, onCancel, barred, children }) {
  const canvas = useRef(null);
  const sheet = useRef(null);
  const [strokes, setStrokes] = useState([]);
  useEffect(() => {
    sheet.current = drawOn(canvas.current, (drawn) => setStrokes([...drawn]));
    canvas.current.scrollIntoView({ block: "center" });
  }, []);
  const enough = ink(strokes) >= LEAST_INK;
  const again = () => {
    sheet.current.show([]);
    setStrokes([]);
  };
  return (
    <div class="m-pad-sheet" role="group" aria-label={label}>
      {children}
      <canvas ref={canvas} class="m-canvas" width={WIDTH} height={HEIGHT} role="img" aria-label={label} />
      <p class="soft" aria-live="polite">
        {t(enough ? "measure_pad_enough" : strokes.length ? "measure_pad_more" : empty)}
      </p>
      <div class="m-acts">
        <button type="button" class="main m-confirm" disabled={!enough || barred} onClick={() => onDone(strokes)}>
          {done}
        </button>
        <button type="button" disabled={!strokes.length} onClick={again}>
          {t("measure_pad_again")}
        </button>
        <button type="button" onClick={onCancel}>
          {t("measure_cancel")}
        </button>
      </div>
    </div>
  );
}

// A signature that was kept, drawn again.
export function Ink({ digest, name }) {
  const [strokes, setStrokes] = useState([]);
  useEffect(() => {
    let gone = false;
    blob(digest).then(async (found) => {
      const text = found && (await textOf(found));
      if (text && !gone) setStrokes(readStrokes(text));
    });
    return () => {
      gone = true;
    };
  }, [digest]);
  return (
    <svg class="m-ink" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={name}>
      <path d={path(strokes)} fill="none" stroke="#17211c" stroke-width="5" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}

const textOf = (found) => (found instanceof Blob ? found : new Blob([found.bytes || found])).text();
