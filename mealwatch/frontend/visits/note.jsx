// Words about one thing; the tablet's own keyboard may write what is spoken.
import { t } from "./words.js";

export function NoteField({ code, value, onChange, label }) {
  return (
    <textarea
      rows={1}
      maxlength={2000}
      value={value}
      aria-label={label || t("item_note_of", { code })}
      placeholder={t("item_note_hint")}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}
