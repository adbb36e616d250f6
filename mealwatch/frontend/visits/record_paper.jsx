// 现场检查记录: the whole visit on paper, item by item, with what was measured and who signed.
import { dateWords } from "./dates.js";
import { LookedAgain, Measured, captionOf } from "./evidence.jsx";
import { Head, Signed } from "./notice_paper.jsx";
import { numberOf, photosOf, wordsOf } from "./papers.js";
import { Picture } from "./shots.jsx";
import { points } from "./result.jsx";
import { scored } from "./sealing.js";
import { tenths } from "./score.js";
import { t } from "./words.js";

export function RecordPaper({ body, pack, unfinished }) {
  const { list } = pack;
  const photos = photosOf(body, list, pack.findings);
  return (
    <>
      <article class="paper">
        <Head title={t("measure_paper_record")} about={{ number: t("measure_number", numberOf(body)), unfinished }} />
        <Facts body={body} pack={pack} />
        <Score body={body} list={list} />
        <Items body={body} list={list} />
        <RedLines body={body} list={list} />
        <LookedAgain body={body} pack={pack} />
        <Measured body={body} />
        {body.reply.text && <p>{t("measure_record_reply", { words: body.reply.text })}</p>}
        <Signed body={body} pack={pack} />
      </article>
      {photos.length > 0 && (
        <article class="paper p-photos">
          <h3>{t("measure_record_photos")}</h3>
          <ol>
            {photos.map((photo) => (
              <li key={photo.digest}>
                <Picture digest={photo.digest} name={captionOf(photo)} />
                <p>{captionOf(photo)}</p>
              </li>
            ))}
          </ol>
        </article>
      )}
    </>
  );
}

function Facts({ body, pack }) {
  const { visit, heads, team, school_side: side } = body;
  const count = (number) => (number === null || number === undefined ? "—" : number);
  const facts = [
    ["measure_stub_school", [pack.school.name, pack.canteen.name].filter(Boolean).join(" · ")],
    ["measure_record_when", t("measure_record_hours", { on: dateWords(visit.dated_on), arrived: visit.arrived, left: visit.left || "—" })],
    ["measure_record_kind", `${t(`measure_kind_${visit.kind}`)} · ${t(visit.unannounced ? "measure_unannounced" : "measure_announced")}`],
    ["measure_stub_team", team.map(({ name, department }) => [name, department].filter(Boolean).join(" ")).join("、")],
    ["measure_record_side", [side.name, side.post].filter(Boolean).join(" ")],
    ["measure_record_heads", t("measure_record_counts", { enrolled: count(heads.enrolled), present: count(heads.present), served: count(heads.served) })],
  ];
  return (
    <table class="p-table p-facts">
      <tbody>
        {facts.map(([word, value]) => (
          <tr key={word}>
            <th scope="row">{t(word)}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Score({ body, list }) {
  const found = scored(body, list);
  if (!found.base) return <p>{t("measure_no_points")}</p>;
  return <p>{t("measure_record_score", { points: points(tenths(found)), base: found.base, grade: t(`measure_grade_${found.grade}`) })}</p>;
}

function Items({ body, list }) {
  const rows = list.sections.flatMap(({ items }) => items);
  return (
    <table class="p-table p-items">
      <thead>
        <tr>
          {["item", "text", "answer", "words"].map((name) => (
            <th scope="col" key={name} class={`p-${name}`}>
              {t(`measure_column_${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ code, text, scored: counts }) => {
          const entry = body.answers[code] || { answer: "unchecked" };
          return (
            <tr key={code}>
              <td>{code}</td>
              <td>{text}</td>
              <td>{t(counts ? `measure_answer_${entry.answer}` : "measure_answer_recorded")}</td>
              <td>{wordsOf(entry)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function RedLines({ body, list }) {
  const met = list.red_lines.filter(({ code }) => body.red_lines[code]);
  return (
    <p>
      {met.length
        ? t("measure_record_red", { lines: met.map(({ code, text }) => `${text}（${body.red_lines[code].note}）`).join("；") })
        : t("measure_record_no_red")}
    </p>
  );
}
