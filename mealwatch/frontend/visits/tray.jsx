// Photos that were taken first and belong to no item yet: choose one or several, then the item.
import { useState } from "preact/hooks";
import { useHere } from "./here.js";
import { Shot } from "./shots.jsx";
import { noted, suggestedBy } from "./visit_rules.js";
import { placesOf } from "./tray_places.js";
import { t } from "./words.js";

export function Tray() {
  const { body, pack, change } = useHere();
  const loose = body.loose_photos || [];
  const [chosen, setChosen] = useState([]);
  const [letter, setLetter] = useState("");
  const picked = loose.length === 1 ? loose : chosen.filter((one) => loose.includes(one));
  const give = (code) => {
    const entry = body.answers[code];
    const photos = [...new Set([...((entry && entry.photos) || []), ...picked])];
    given(["answers"], { ...body.answers, [code]: noted(entry, { photos }, suggestedBy(pack.prefill, code)) });
  };
  const given = (path, next) => {
    change(path, next);
    change(["loose_photos"], loose.filter((one) => !picked.includes(one)));
    setChosen([]);
  };
  const others = placesOf(body, pack, picked);
  if (!loose.length) return <p class="sheet">{t("item_tray_empty")}</p>;
  const section = pack.list.sections.find((one) => one.letter === letter);
  return (
    <>
      <section class="sheet">
        <h2>{t("item_tray", { n: loose.length })}</h2>
        <div class="shots tray">
          {loose.map((digest, at) => {
            const name = t("item_photo_n", { n: at + 1 });
            return (
              <div class="tray-one" key={digest}>
                <Shot digest={digest} name={name} onRemove={() => change(["loose_photos"], loose.filter((one) => one !== digest))} />
                <button
                  type="button"
                  aria-pressed={picked.includes(digest)}
                  onClick={() => setChosen(picked.includes(digest) ? picked.filter((one) => one !== digest) : [...picked, digest])}
                >
                  {t("item_pick", { name })}
                </button>
              </div>
            );
          })}
        </div>
      </section>
      <section class="sheet jump">
        <h3>{t("item_tray_where")}</h3>
        <div class="chips" role="group" aria-label={t("item_tray_where")}>
          {pack.list.sections.map((one) => (
            <button type="button" key={one.letter} aria-pressed={one.letter === letter} onClick={() => setLetter(one.letter)}>
              {one.letter} {one.title}
            </button>
          ))}
        </div>
        {section && (
          <ul>
            {section.items.map((item) => (
              <li key={item.code}>
                <button type="button" disabled={!picked.length} onClick={() => give(item.code)}>
                  <span>
                    <strong>{item.code}</strong> {item.text}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
        {others.length > 0 && (
          <ul>
            {others.map(({ key, word, path, next }) => (
              <li key={key}>
                <button type="button" disabled={!picked.length} onClick={() => given(path, next)}>
                  <span>{word}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
