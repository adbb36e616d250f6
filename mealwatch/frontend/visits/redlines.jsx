// The red lines, on a screen of their own. What a person marks is suspected; it counts after words, a photo and a
// second confirmation, and can be taken back until the visit is signed.
import { useState } from "preact/hooks";
import { useHere } from "./here.js";
import { NoteField } from "./note.jsx";
import { Shots } from "./shots.jsx";
import { wanting } from "./visit_rules.js";
import { t } from "./words.js";

const without = (held, code) => Object.fromEntries(Object.entries(held || {}).filter(([one]) => one !== code));

export function RedLines() {
  const { body, pack, change } = useHere();
  const suspected = body.suspected || {};
  return (
    <>
      <p class="soft">{t("item_red_how")}</p>
      {pack.list.red_lines.map(({ code, text }) => {
        const confirmed = body.red_lines[code];
        const begun = suspected[code];
        const put = (one) =>
          confirmed ? change(["red_lines"], { ...body.red_lines, [code]: one }) : change(["suspected"], { ...suspected, [code]: one });
        const confirm = () => {
          change(["suspected"], without(suspected, code));
          change(["red_lines"], { ...body.red_lines, [code]: begun });
        };
        const drop = () => {
          if (confirmed) change(["red_lines"], without(body.red_lines, code));
          else change(["suspected"], without(suspected, code));
        };
        return (
          <section class="sheet item red-line" key={code} aria-labelledby={`red-${code}`}>
            <h3 id={`red-${code}`}>
              <strong>{code}</strong> {text}
            </h3>
            {confirmed || begun ? (
              <Suspected code={code} one={confirmed || begun} confirmed={Boolean(confirmed)} onChange={put} onConfirm={confirm} onDrop={drop} />
            ) : (
              <button type="button" onClick={() => put({ note: "", photos: [] })}>
                {t("item_red_mark")}
              </button>
            )}
          </section>
        );
      })}
    </>
  );
}

function Suspected({ code, one, confirmed, onChange, onConfirm, onDrop }) {
  const [asked, setAsked] = useState(false);
  const gaps = wanting(one);
  return (
    <>
      {confirmed && (
        <p>
          <span class="mark short">{t("item_red_recorded")}</span>
        </p>
      )}
      <NoteField code={code} value={one.note} onChange={(note) => onChange({ ...one, note })} label={t("item_red_words", { code })} />
      <Shots
        digests={one.photos}
        onChange={(photos) => onChange({ ...one, photos })}
        label={t("item_photo")}
        title={t("item_photo_of", { code })}
      />
      {gaps.length > 0 && (
        <p class="gap" role="status">
          {gaps.map((key) => t(`item_missing_${key}`)).join(" ")}
        </p>
      )}
      {asked && !confirmed ? (
        <div class="sure" role="group" aria-label={t("item_red_sure")}>
          <p>{t("item_red_sure")}</p>
          <button type="button" class="danger" ref={(button) => button && button.focus()} onClick={onConfirm}>
            {t("item_red_yes")}
          </button>
          <button type="button" onClick={() => setAsked(false)}>
            {t("item_red_wait")}
          </button>
        </div>
      ) : (
        <div class="acts">
          {!confirmed && (
            <button type="button" disabled={gaps.length > 0} onClick={() => setAsked(true)}>
              {t("item_red_confirm")}
            </button>
          )}
          <button type="button" onClick={onDrop}>
            {confirmed ? t("item_red_back") : t("item_red_drop")}
          </button>
        </div>
      )}
    </>
  );
}
