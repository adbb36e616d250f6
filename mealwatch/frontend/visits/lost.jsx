// What a lost point needs: a photo or words, how grave it is, until when, who answers for it; and, where it was put
// right at once, a photo of that.
import { useHere } from "./here.js";
import { NoteField } from "./note.jsx";
import { Shots } from "./shots.jsx";
import { filled, graver, SEVERITIES } from "./visit_rules.js";
import { t } from "./words.js";

const MOST_NAMES = 4;

export function Lost({ item, entry, onChange }) {
  const { body, pack } = useHere();
  const phrases = entry.phrases || [];
  const toggled = (phrase) => (phrases.includes(phrase) ? phrases.filter((one) => one !== phrase) : [...phrases, phrase]);
  return (
    <div class="lost">
      <div class="evidence">
        <Shots
          digests={entry.photos}
          onChange={(photos) => onChange({ photos })}
          label={t("item_photos_of", { code: item.code })}
          title={t("item_photo_of", { code: item.code })}
          bare={!entry.photos.length}
        />
        {item.phrases.length > 0 && (
          <div class="chips" role="group" aria-label={t("item_phrases")}>
            {item.phrases.map((phrase) => (
              <button type="button" key={phrase} aria-pressed={phrases.includes(phrase)} onClick={() => onChange({ phrases: toggled(phrase) })}>
                {phrase}
              </button>
            ))}
          </div>
        )}
      </div>
      <NoteField code={item.code} value={entry.note} onChange={(note) => onChange({ note })} />
      <Severity item={item} entry={entry} body={body} list={pack.list} onChange={onChange} />
      <Responsible item={item} entry={entry} onChange={onChange} />
      {entry.severity === "on_the_spot" && <Mended item={item} entry={entry} onChange={onChange} />}
    </div>
  );
}

function Severity({ item, entry, body, list, onChange }) {
  return (
    <div class="severity">
      <div class="chips" role="group" aria-label={t("item_severity")}>
        {SEVERITIES.map((one) => (
          <button type="button" key={one} aria-pressed={entry.severity === one} onClick={() => onChange(graver(entry, one, body, list))}>
            {list.deadlines[one] ? t(`item_${one}`, { days: list.deadlines[one] }) : t(`item_${one}_today`)}
          </button>
        ))}
      </div>
      <label class="due">
        {t("item_due")}
        <input
          type="date"
          value={entry.due_on}
          min={body.visit.dated_on}
          aria-label={t("item_due_of", { code: item.code })}
          onInput={(event) => onChange({ due_on: event.currentTarget.value })}
        />
      </label>
    </div>
  );
}

function Responsible({ item, entry, onChange }) {
  const { body, pack } = useHere();
  const names = namesOf(body, pack).filter((one) => one !== entry.responsible);
  return (
    <div class="responsible">
      <label>
        {t("item_responsible")}
        <input
          value={entry.responsible || ""}
          autocomplete="off"
          maxlength={60}
          aria-label={t("item_responsible_of", { code: item.code })}
          onInput={(event) => onChange({ responsible: event.currentTarget.value })}
        />
      </label>
      {!filled(entry.responsible) &&
        names.slice(0, MOST_NAMES).map((name) => (
          <button type="button" key={name} onClick={() => onChange({ responsible: name })}>
            {name}
          </button>
        ))}
    </div>
  );
}

// Whom this visit already knows at the school.
function namesOf(body, pack) {
  const used = Object.values(body.answers).map((one) => one.responsible);
  return [...new Set([...used, body.school_side.name, pack.school.principal].filter(filled))];
}

function Mended({ item, entry, onChange }) {
  return (
    <div class="mended">
      <button
        type="button"
        class="choice"
        aria-pressed={entry.fixed}
        onClick={() => onChange({ fixed: !entry.fixed, ...(entry.fixed ? { fixed_photos: [] } : {}) })}
      >
        {t("item_fixed")}
      </button>
      <Shots
        role="fixed"
        digests={entry.fixed_photos}
        onChange={(photos) => onChange({ fixed_photos: photos, fixed: entry.fixed || photos.length > 0 })}
        label={t("item_fixed_photo")}
        title={t("item_fixed_photo_of", { code: item.code })}
      />
    </div>
  );
}
