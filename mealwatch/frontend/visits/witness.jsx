// Who of the school stood by: asked once, remembered for every further measurement of the visit.
import { useState } from "preact/hooks";
import { t } from "./words.js";

export function lastWitness(body) {
  const typed = body.entering && body.entering.witness;
  const measured = [...(body.weighings || []), ...(body.counts || [])];
  const known = measured.length ? measured[measured.length - 1].witness : body.school_side;
  return typed || known || { name: "", post: "" };
}

export function Witness({ id, witness, onChange }) {
  const [open, setOpen] = useState(!witness.name);
  if (!open) {
    return (
      <p class="m-witness">
        {t("measure_witness_is", { who: [witness.name, witness.post].filter(Boolean).join(" ") })}
        <button type="button" onClick={() => setOpen(true)}>
          {t("measure_change")}
        </button>
      </p>
    );
  }
  const field = (name, label) => (
    <div class="m-field">
      <label for={`${id}-${name}`}>{label}</label>
      <input
        id={`${id}-${name}`}
        value={witness[name] || ""}
        autocomplete="off"
        onInput={(event) => onChange({ ...witness, [name]: event.currentTarget.value })}
      />
    </div>
  );
  return (
    <div class="m-pair">
      {field("name", t("measure_witness"))}
      {field("post", t("measure_witness_post"))}
    </div>
  );
}
