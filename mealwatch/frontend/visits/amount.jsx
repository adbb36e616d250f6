// A quantity as people say it (21.4公斤, 两斤半, 3斤+2斤), with a pad of big keys: cold fingers, one hand.
import { useRef, useState } from "preact/hooks";
import { plainly, spoken } from "../typing/spoken.js";
import { t } from "./words.js";

const UNITS = { g: ["kg", "jin", "g"], ml: ["L", "ml"], piece: ["piece"] };
const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "0", "back"];
const REMEMBERED = "mealwatch.visit-unit";

// The unit that a bare number counts: the one chosen last on this tablet.
export function usualUnit(base) {
  try {
    const unit = localStorage.getItem(REMEMBERED);
    if (UNITS[base].includes(unit)) return unit;
  } catch {
    // A tablet that keeps nothing here starts with the first unit.
  }
  return UNITS[base][0];
}

function remember(unit) {
  try {
    localStorage.setItem(REMEMBERED, unit);
  } catch {
    // Not kept: it is asked again.
  }
}

// {base}, {fault} or {} where nothing is written.
export const readAmount = (text, base, unit) => (text.trim() ? spoken(text, { base, package: null, unit }) : {});

export function Units({ base, unit, onChange }) {
  if (UNITS[base].length < 2) return null;
  return (
    <div class="m-units" role="group" aria-label={t("measure_unit")}>
      {UNITS[base].map((code) => (
        <button
          type="button"
          key={code}
          aria-pressed={code === unit}
          onClick={() => {
            remember(code);
            onChange(code);
          }}
        >
          {t(`measure_unit_${code}`)}
        </button>
      ))}
    </div>
  );
}

function Amount({ id, label, value, base, unit, onChange, onFocus, typing, now, hint }) {
  const reading = readAmount(value, base, unit);
  return (
    <div class={`m-amount${now ? " now" : ""}`}>
      <label for={id}>{label}</label>
      <input
        id={id}
        value={value}
        inputmode={typing ? "text" : "none"}
        autocomplete="off"
        enterkeyhint="next"
        aria-describedby={`${id}-read`}
        onFocus={onFocus}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <span id={`${id}-read`} class={reading.fault ? "wrong" : "soft"}>
        {reading.fault ? t(`measure_amount_${reading.fault}`, { word: reading.word }) : reading.base === undefined ? hint : `= ${plainly(reading.base, base)}`}
      </span>
    </div>
  );
}

// The fields side by side with one pad, which writes into the field that was touched last.
// fields: [{name, label, hint}], values {name: text}; `afresh`: the next figure on the pad begins another number.
export function Amounts({ id, fields, values, base, unit, onUnit, onChange, children, afresh = false }) {
  const [at, setAt] = useState(fields[0].name);
  const [typing, setTyping] = useState(false);
  const pad = useRef(null);
  const press = (key) => {
    const before = values[at] || "";
    onChange(at, key === "back" ? before.slice(0, -1) : (afresh ? "" : before) + key);
  };
  return (
    <div class="m-amounts">
      <div class="m-fields">
        <Units base={base} unit={unit} onChange={onUnit} />
        {fields.map(({ name, label, hint }) => (
          <Amount
            key={name}
            id={`${id}-${name}`}
            label={label}
            hint={hint}
            value={values[name] || ""}
            base={base}
            unit={unit}
            typing={typing}
            now={fields.length > 1 && at === name}
            onFocus={() => setAt(name)}
            onChange={(text) => onChange(name, text)}
          />
        ))}
        {children}
      </div>
      <div class="m-pad" ref={pad}>
        {KEYS.map((key) => (
          <button
            type="button"
            key={key}
            class={key === "back" ? "m-back" : undefined}
            aria-label={key === "." ? t("measure_point") : undefined}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => press(key)}
          >
            {key === "back" ? t("measure_back") : key}
          </button>
        ))}
        <button type="button" class="m-letters" aria-pressed={typing} onClick={() => setTyping(!typing)}>
          {t("measure_letters")}
        </button>
      </div>
    </div>
  );
}
