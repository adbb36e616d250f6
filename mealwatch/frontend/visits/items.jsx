// One item of the list: its places to answer, always in the same order, and what a lost point needs beside it.
import { useState } from "preact/hooks";
import { Shoot } from "./camera.jsx";
import { useHere } from "./here.js";
import { Lost } from "./lost.jsx";
import { suggestion } from "./measures.js";
import { NoteField } from "./note.jsx";
import { summary } from "./parts.js";
import { Shots, useAdding } from "./shots.jsx";
import { ANSWERS, judged, lost, missing, noted, suggestedBy, tapped } from "./visit_rules.js";
import { t } from "./words.js";

// All items of one section.
export function Section({ section }) {
  const { body, pack } = useHere();
  const gaps = missing(body, pack).filter((one) => one.section === section.letter);
  return section.items.map((item) => (
    <Item key={item.code} item={item} gaps={gaps.filter((one) => one.item === item.code).map(({ key }) => key)} />
  ));
}

function Item({ item, gaps }) {
  const { body, pack, change } = useHere();
  const entry = body.answers[item.code];
  const suggested = (item.part && suggestion(item.part, body, pack)) || suggestedBy(pack.prefill, item.code);
  const put = (next) => change(["answers", item.code], next || undefined);
  const note = (changed) => put(noted(entry, changed, suggested));
  const photos = (entry && entry.photos) || [];
  const written = (entry && entry.note) || "";
  const [open, setOpen] = useState(Boolean(written));
  const add = useAdding(photos, (all) => note({ photos: all }));
  const answer = (word) => put(tapped({ entry, answer: word, suggested, body, list: pack.list, responsible: pack.school.principal || "" }));
  const told = gaps.filter((key) => key !== "answer");
  return (
    <section class="sheet item" id={`item-${item.code}`} aria-labelledby={`title-${item.code}`} tabIndex={-1}>
      <h3 id={`title-${item.code}`}>
        <strong>{item.code}</strong> {item.text}
      </h3>
      <About item={item} entry={entry} />
      <Told item={item} />
      {item.scored ? (
        <Places item={item} entry={entry} suggested={suggested} onAnswer={answer} onShot={add} open={open} onOpen={() => setOpen(!open)} />
      ) : (
        <Record item={item} entry={entry} onNote={note} onShot={add} />
      )}
      {told.length > 0 && (
        <p class="gap" role="status">
          {told.map((key) => t(`item_missing_${key}`)).join(" ")}
        </p>
      )}
      {lost(entry) ? (
        <Lost item={item} entry={entry} onChange={(changed) => put({ ...entry, ...changed })} />
      ) : (
        <>
          {photos.length > 0 && <Shots bare digests={photos} onChange={(all) => note({ photos: all })} label={t("item_photos_of", { code: item.code })} />}
          {open && item.scored && <NoteField code={item.code} value={written} onChange={(words) => note({ note: words })} />}
        </>
      )}
    </section>
  );
}

// The four places, the camera and the way to write a word: one stop of the Tab key, arrows inside, up and down from item to item.
function Places({ item, entry, suggested, onAnswer, onShot, open, onOpen }) {
  const at = Math.max(0, ANSWERS.indexOf(entry && entry.answer));
  return (
    <div class="answers" role="group" aria-labelledby={`title-${item.code}`} onKeyDown={byArrows}>
      {ANSWERS.map((word, place) => (
        <button
          type="button"
          key={word}
          class={`answer ${word}${suggested === word ? " suggested" : ""}`}
          aria-pressed={Boolean(entry) && entry.answer === word}
          tabIndex={place === at ? 0 : -1}
          onClick={() => onAnswer(word)}
        >
          {t(`item_${word}`)}
          {suggested === word && <small>{t("item_suggested")}</small>}
        </button>
      ))}
      <Shoot class="shoot" tabIndex={-1} title={t("item_photo_of", { code: item.code })} onShot={onShot} />
      {!lost(entry) && (
        <button type="button" class="words" tabIndex={-1} aria-expanded={open} aria-label={t("item_note_to", { code: item.code })} onClick={onOpen}>
          {t("item_note")}
        </button>
      )}
    </div>
  );
}

function byArrows(event) {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const up = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step && !up) return;
  const group = event.currentTarget;
  const places = [...group.querySelectorAll(":scope > button")];
  const place = places.indexOf(event.target);
  if (place < 0) return;
  const groups = [...document.querySelectorAll(".answers")];
  const next = step ? places[(place + step + places.length) % places.length] : over(groups[groups.indexOf(group) + up], place);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

const over = (group, place) => group && group.querySelectorAll(":scope > button")[place];

// What the records say of it, with the rows behind; a person answers.
function Told({ item }) {
  const { pack } = useHere();
  const found = (pack.prefill || {})[item.code];
  if (!found || !found.say) return null;
  const rows = found.rows || [];
  return (
    <div class="told">
      <p>
        <span class="mark info">{t("item_told")}</span> {found.say}
      </p>
      {rows.length > 0 && (
        <details>
          <summary>{t("item_rows", { n: rows.length })}</summary>
          <div class="scroll" tabIndex={0} role="region" aria-label={t("item_rows_of", { code: item.code })}>
            <table>
              <tbody>
                {rows.map((row, place) => (
                  <tr key={place}>
                    {row.map((cell, column) => (
                      <td key={column}>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </div>
  );
}

// What it counts and how it is looked at; what was measured for it and the way to measure.
function About({ item, entry }) {
  const { draft, body } = useHere();
  const measured = item.part && summary(item.part, body);
  return (
    <div class="item-about">
      <p class="soft">
        {item.scored ? t("item_points", { n: item.points }) : t("item_recorded_only")} · {item.methods.map((one) => t(`item_by_${one}`)).join(" · ")}
        {body.unchecked_reason && item.scored && !judged(entry) && <span class="mark off">{t("item_unchecked")}</span>}
      </p>
      {measured && <p class="measured">{measured}</p>}
      {item.part && (
        <a class="button" href={`#/visit/${draft.id}/${item.part}`}>
          {t(`item_part_${item.part}`)}
        </a>
      )}
    </div>
  );
}

function Record({ item, entry, onNote, onShot }) {
  return (
    <div class="record">
      <NoteField code={item.code} value={(entry && entry.note) || ""} onChange={(note) => onNote({ note })} />
      <Shoot class="shoot" title={t("item_photo_of", { code: item.code })} onShot={onShot} />
    </div>
  );
}
