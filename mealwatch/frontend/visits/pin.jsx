// The PIN on big keys; 4 to 6 digits, so it is confirmed with a key of its own.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "./words.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "back", "0", "go"];

export function Pin({ label, onDone, trouble, busy }) {
  const [pin, show] = useState("");
  const typed = useRef(""); // ahead of what is drawn: keys may come faster
  const press = (key) => {
    if (busy) return;
    const before = typed.current;
    if (key === "go" && before.length < 4) return;
    typed.current = key === "go" ? "" : key === "back" ? before.slice(0, -1) : (before + key).slice(0, 6);
    show(typed.current);
    if (key === "go") onDone(before);
  };
  useLayoutEffect(() => {
    const pressed = (event) => {
      if (event.target.closest("input, button")) {
        if (!/^[0-9]$/.test(event.key)) return;
      }
      const key = { Backspace: "back", Enter: "go" }[event.key] || (/^[0-9]$/.test(event.key) ? event.key : null);
      if (!key) return;
      event.preventDefault();
      press(key);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  });
  return (
    <div class="pin">
      <p class="pin-label">{label}</p>
      <p class="pin-dots" role="status" aria-label={t("shell_pin_digits", { n: pin.length })}>
        {"●".repeat(pin.length)}
        <span aria-hidden="true">{"○".repeat(6 - pin.length)}</span>
      </p>
      {trouble && (
        <p class="fault" role="alert">
          {trouble}
        </p>
      )}
      <div class="keys">
        {KEYS.map((key) => (
          <button
            type="button"
            key={key}
            class={key === "go" ? "main" : undefined}
            disabled={busy || (key === "go" && pin.length < 4)}
            onClick={() => press(key)}
          >
            {key === "back" ? t("shell_pin_back") : key === "go" ? t("shell_pin_go") : key}
          </button>
        ))}
      </div>
    </div>
  );
}

// A new PIN, said twice.
export function NewPin({ name, onDone }) {
  const [first, setFirst] = useState(null);
  const [trouble, setTrouble] = useState("");
  const done = (pin) => {
    if (first === null) {
      setFirst(pin);
      setTrouble("");
    } else if (first === pin) onDone(pin);
    else {
      setFirst(null);
      setTrouble(t("shell_pin_differs"));
    }
  };
  const label = first === null ? t("shell_pin_new", { name }) : t("shell_pin_again");
  return <Pin key={first === null ? "first" : "again"} label={label} trouble={trouble} onDone={done} />;
}
