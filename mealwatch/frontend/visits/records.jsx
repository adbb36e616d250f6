// The pack's daily records, opened one by one when nothing drawn waits any more. What they say is shown, not kept.
import { useState } from "preact/hooks";
import { plainly } from "../typing/spoken.js";
import { dayIsFree, openDay, put } from "./blind.js";
import { Tampered, unseal } from "./seal.js";
import { dayWords } from "./dates.js";
import { t } from "./words.js";

export function Records({ body, pack, change, flush, drawn }) {
  if (!pack.records.length) return null;
  return (
    <section class="m-records">
      <h3>{t("measure_records")}</h3>
      <p class="soft">{t("measure_records_how")}</p>
      {pack.records.map(({ on }) => (
        <DayRecord key={on} day={on} {...{ body, pack, change, flush, drawn }} />
      ))}
    </section>
  );
}

export function DayRecord({ day, body, pack, change, flush, drawn }) {
  const [rows, setRows] = useState(null);
  const [fault, setFault] = useState("");
  const record = pack.records.find(({ on }) => on === day);
  if (!record) return null;
  if (!dayIsFree(body, pack, drawn, day)) return <p class="soft">{t("measure_records_wait", { day: dayWords(day) })}</p>;
  const show = async () => {
    try {
      put(body, openDay(body, pack, drawn, day), change);
      await flush();
      setRows((await unseal(pack, record.seal, day)).value.rows);
    } catch (error) {
      setFault(t(error instanceof Tampered ? "measure_tampered" : "measure_not_opened"));
    }
  };
  return (
    <div class="m-record">
      {!rows && (
        <button type="button" onClick={show}>
          {t("measure_records_open", { day: dayWords(day) })}
        </button>
      )}
      {fault && <p class="wrong">{fault}</p>}
      {rows && <Rows day={day} rows={rows} pack={pack} />}
    </div>
  );
}

function Rows({ day, rows, pack }) {
  if (!rows.length) return <p class="soft">{t("measure_records_none", { day: dayWords(day) })}</p>;
  return (
    <div class="scroll" tabindex="0" role="region" aria-label={dayWords(day)}>
      <table>
        <caption>{dayWords(day)}</caption>
        <thead>
          <tr>
            <th scope="col">{t("measure_record_paper")}</th>
            <th scope="col">{t("measure_record_good")}</th>
            <th scope="col" class="num">
              {t("measure_record_quantity")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <td>{t(`measure_record_${row.kind}`, { no: row.no })}</td>
              <td>{row.name || "—"}</td>
              <td class="num">{plainly(row.quantity, row.base)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
