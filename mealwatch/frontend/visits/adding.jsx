// Goods beside those drawn: of the pack, or what came this morning and is in no pack yet.
import { useState } from "preact/hooks";
import { dayWords } from "./dates.js";
import { t } from "./words.js";

const BASES = ["g", "ml", "piece"];

// `first`: there is too little in the pack, so this morning's goods are offered as the next thing to do.
export function Adding({ of, rest, body, change, onAdd, first = false }) {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [base, setBase] = useState("g");
  const added = (body.entering && body.entering.added) || {};
  const held = body[of.list] || [];
  const free = rest.filter(({ ref }) => !(added[of.kind] || []).includes(ref) && !held.some(({ good }) => good.ref === ref));
  const typed = of.kind === "weigh";
  if (!typed && !free.length) return null;
  if (!open) {
    return (
      <button type="button" class={first ? "main m-confirm" : undefined} onClick={() => setOpen(true)}>
        {t(first ? `measure_${of.kind}_add_first` : `measure_${of.kind}_add`)}
      </button>
    );
  }
  const close = (key) => {
    setOpen(false);
    setName("");
    onAdd(key);
  };
  const addTyped = (event) => {
    event.preventDefault();
    const called = name.trim();
    if (!called) return;
    const key = `typed-${(added.typed || []).length + 1}`;
    change(["entering", "added", "typed"], [...(added.typed || []), { key, name: called, base }]);
    close(key);
  };
  return (
    <div class="sheet m-adding">
      <h3>{t(`measure_${of.kind}_add`)}</h3>
      {free.length > 0 && (
        <div class="m-choices">
          {free.map((one) => (
            <button
              type="button"
              key={one.ref}
              onClick={() => {
                change(["entering", "added", of.kind], [...(added[of.kind] || []), one.ref]);
                close(one.ref);
              }}
            >
              {[one.name, one.on && dayWords(one.on), one.supplier].filter(Boolean).join(" · ")}
            </button>
          ))}
        </div>
      )}
      {typed && (
        <form class="m-form" onSubmit={addTyped}>
          <div class="m-field">
            <label for="m-new-name">{t("measure_new_name")}</label>
            <input id="m-new-name" value={name} autocomplete="off" onInput={(event) => setName(event.currentTarget.value)} />
          </div>
          <div class="m-units" role="group" aria-label={t("measure_new_base")}>
            {BASES.map((code) => (
              <button type="button" key={code} aria-pressed={code === base} onClick={() => setBase(code)}>
                {t(`measure_base_${code}`)}
              </button>
            ))}
          </div>
          <button type="submit" class="main">
            {t("measure_new_add")}
          </button>
        </form>
      )}
      <button type="button" onClick={() => setOpen(false)}>
        {t("measure_cancel")}
      </button>
    </div>
  );
}
