// What was found before and is still open, looked at again: mended or not, with a photo or words.
import { useHere } from "./here.js";
import { NoteField } from "./note.jsx";
import { Shots } from "./shots.jsx";
import { missing } from "./visit_rules.js";
import { t } from "./words.js";

export function Recheck() {
  const { body, pack, change } = useHere();
  const gaps = missing(body, pack).filter(({ section }) => section === "recheck");
  const put = (id, next) => {
    const held = (body.rechecks || []).some(({ finding }) => finding === id);
    const rest = (body.rechecks || []).filter(({ finding }) => finding !== id || next);
    change(["rechecks"], held ? rest.map((one) => (one.finding === id ? next : one)) : [...rest, next]);
  };
  if (!pack.findings.length) return <p class="sheet">{t("item_no_findings")}</p>;
  return pack.findings.map((finding) => (
    <Finding
      key={finding.id}
      finding={finding}
      seen={(body.rechecks || []).find((one) => one.finding === finding.id)}
      gaps={gaps.filter(({ item }) => item === String(finding.id))}
      onChange={(next) => put(finding.id, next)}
    />
  ));
}

function Finding({ finding, seen, gaps, onChange }) {
  const tap = (mended) => {
    if (seen && seen.mended === mended) onChange(null);
    else onChange({ note: "", photos: [], ...seen, finding: finding.id, mended });
  };
  return (
    <section class="sheet item" aria-labelledby={`finding-${finding.id}`}>
      <h3 id={`finding-${finding.id}`}>
        <strong>{finding.code}</strong> {finding.text}
      </h3>
      {finding.note && <p>{finding.note}</p>}
      <p class="soft">{t("item_found", { on: finding.found_on, due: finding.due_on })}</p>
      <div class="two-places" role="group" aria-labelledby={`finding-${finding.id}`}>
        {[true, false].map((mended) => (
          <button
            type="button"
            key={mended}
            class={`answer ${mended ? "full" : "none"}`}
            aria-pressed={Boolean(seen) && seen.mended === mended}
            onClick={() => tap(mended)}
          >
            {mended ? t("item_mended") : t("item_not_mended")}
          </button>
        ))}
      </div>
      {seen && (
        <>
          <Shots
            digests={seen.photos}
            onChange={(photos) => onChange({ ...seen, photos })}
            label={t("item_photo")}
            title={t("item_photo_of", { code: finding.code })}
          />
          <NoteField code={finding.code} value={seen.note} onChange={(note) => onChange({ ...seen, note })} />
        </>
      )}
      {gaps.map(({ key }) => (
        <p class="gap" role="status" key={key}>
          {t(`item_missing_${key}`)}
        </p>
      ))}
    </section>
  );
}
