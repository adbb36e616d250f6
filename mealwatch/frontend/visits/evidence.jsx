// Everything that was photographed and measured, with its words, for the school to look through before it signs.
import { dateWords, dayWords } from "./dates.js";
import { KIND as COUNT } from "./count.jsx";
import { agrees } from "./measures.js";
import { arithmetic } from "./outcome.jsx";
import { lookedAgain, photosOf } from "./papers.js";
import { PortionOutcome } from "./portions.jsx";
import { summary } from "./summaries.js";
import { Picture } from "./shots.jsx";
import { KIND as WEIGH } from "./weigh.jsx";
import { t } from "./words.js";

export function Evidence({ body, pack }) {
  const photos = photosOf(body, pack.list, pack.findings);
  return (
    <section class="m-evidence" aria-labelledby="m-evidence">
      <h3 id="m-evidence">{t("measure_evidence")}</h3>
      <Measured body={body} />
      {!photos.length && <p class="soft">{t("measure_no_photos")}</p>}
      <ol class="m-photos">
        {photos.map((photo) => (
          <li key={photo.digest}>
            <Picture digest={photo.digest} name={captionOf(photo)} />
            <p>{captionOf(photo)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

export function captionOf({ n, kind, ref, words }) {
  const about = kind === "match" ? dayWords(ref) : ref;
  const where = t(`measure_photo_${kind}`, { ref: about });
  return t("measure_photo_n", { n, where: [where, words].filter(Boolean).join("：") });
}

export function Measured({ body }) {
  const lines = [
    ...body.weighings.map((one) => `${one.good.name}：${arithmetic(WEIGH, one)}`),
    ...body.counts.map((one) => `${one.good.name}：${arithmetic(COUNT, one)}`),
    ...body.matches.map(({ day, rows, note }) => {
      const word = t(agrees(rows) ? "measure_match_agrees" : "measure_match_differs");
      return [`${dayWords(day)}：${word}`, note].filter(Boolean).join("；");
    }),
    summary("tally", body),
    summary("meal", body),
  ].filter(Boolean);
  if (!lines.length && !body.portions.length) return null;
  return (
    <div class="sheet">
      <h4>{t("measure_measured")}</h4>
      <ul class="m-lines">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {body.portions.map((row) => (
        <div key={row.what}>
          <strong>{row.dish}</strong>
          <PortionOutcome row={row} />
        </div>
      ))}
    </div>
  );
}

// What an earlier visit found, and whether it is mended.
export function LookedAgain({ body, pack }) {
  const seen = lookedAgain(body, pack.findings);
  if (!seen.length) return null;
  return (
    <>
      <h4>{t("measure_again")}</h4>
      <ul>
        {seen.map(({ code, text, found_on: on, mended, note }) => (
          <li key={code + on}>
            {t(mended ? "measure_again_mended" : "measure_again_open", { code, text, on: dateWords(on) })}
            {note && `：${note}`}
          </li>
        ))}
      </ul>
    </>
  );
}
