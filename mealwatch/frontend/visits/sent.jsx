// Finished records: what became of each, sending now, and the file for when the network never comes.
import { useRef, useState } from "preact/hooks";
import { exportFiles, takeReceipts } from "./exporting.js";
import { count, handIn, left } from "./foreground.js";
import { megabytes } from "./header.jsx";
import { plainMoment } from "./moments.js";
import { useObservable } from "./observable.js";
import { status } from "./status.js";
import * as store from "./store.js";
import { t } from "./words.js";

// [word, look, places] for a record.
export function stateOf(row) {
  const total = row.photos.length;
  const sent = row.photos.filter((photo) => photo.sent).length;
  if (row.conflict || row.disputed) return ["shell_conflict", "short"];
  if (row.quarantined) return ["shell_quarantined", "missing"];
  if (!row.receipt) return ["shell_to_send", "info"];
  if (row.photos.some((photo) => photo.refused)) return ["shell_photo_refused", "short"];
  if (sent < total) return ["shell_photos", "info", { sent, total }];
  return row.complete ? ["shell_complete", "met"] : ["shell_received", "met"];
}

const MOST_REASONS = 3;
const TROUBLE = ["refused", "too_big", "server", "portal", "busy"];

export function Sent({ rows, onChange }) {
  const { busy, progress, trouble } = useObservable(status);
  const [said, setSaid] = useState("");
  const [all, setAll] = useState(false);
  const waiting = rows.filter((row) => left(row) > 0);
  const shown = all ? rows : rows.slice(-8);
  const go = async () => {
    setSaid("");
    await handIn({ force: true });
    await onChange();
  };
  return (
    <section class="block" aria-labelledby="sent-title">
      <h2 id="sent-title">{t("shell_finished")}</h2>
      <ul class="cards">
        {[...shown].reverse().map((row) => (
          <Record key={row.id} row={row} progress={busy && progress?.id === row.id ? progress : null} />
        ))}
      </ul>
      {rows.length > shown.length && (
        <button type="button" onClick={() => setAll(true)}>
          {t("shell_all_records", { n: rows.length })}
        </button>
      )}
      {!rows.length && <p class="soft">{t("shell_no_records")}</p>}
      {(said || (trouble && waiting.length > 0)) && (
        <p class={said ? "soft" : "warn"} role="status">
          {said || t(`shell_stopped_${trouble}`)}
        </p>
      )}
      <div class="actions">
        {waiting.length > 0 && (
          <button type="button" class="main big" disabled={busy} onClick={go}>
            {t(busy ? "shell_sending" : "shell_send_now")}
          </button>
        )}
        {rows.length > 0 && <Export waiting={waiting.length} onSaid={setSaid} onChange={onChange} />}
      </div>
    </section>
  );
}

function Record({ row, progress }) {
  const [word, look, places] = stateOf(row);
  const bytes = left(row);
  return (
    <li>
      <a class="sheet card row" href={`#/visit/${row.draft}/sign`}>
        <span class="card-head">
          <strong>{row.school_name}</strong>
          <span class={`mark ${look}`}>{t(word, places)}</span>
        </span>
        <span class="soft">
          {plainMoment(row.made_at)}
          {bytes > 0 && ` · ${megabytes(bytes)} MB`}
          {row.receipt && ` · ${t("shell_receipt", { n: row.receipt.server_seq })}`}
          {TROUBLE.includes(row.trouble) && !row.receipt && ` · ${t(`shell_trouble_${row.trouble}`)}`}
        </span>
        {(row.receipt?.reasons || []).slice(0, MOST_REASONS).map((reason) => (
          <span class="soft" key={reason.code + reason.text}>
            {reason.text}
          </span>
        ))}
        {progress?.what === "photo" && (
          <progress max={progress.size} value={progress.offset} aria-label={t("shell_sending")}>
            {progress.offset}
          </progress>
        )}
      </a>
    </li>
  );
}

function hand(name, file) {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

function Export({ waiting, onSaid, onChange }) {
  const file = useRef(null);
  const save = async () => {
    const files = await exportFiles(store, { all: !waiting });
    for (const { name, parts } of files) hand(name, new Blob(parts, { type: "application/json" }));
    const records = files.reduce((sum, one) => sum + one.records, 0);
    await store.note("exported", records);
    onSaid(t("shell_exported", { n: records }));
  };
  const take = async (event) => {
    const [chosen] = event.currentTarget.files;
    if (!chosen) return;
    const { taken, foreign } = await takeReceipts(store, await chosen.text());
    event.target.value = "";
    onSaid(foreign && !taken ? t("shell_receipts_foreign") : t("shell_receipts_taken", { n: taken }));
    await count();
    await onChange();
  };
  return (
    <>
      <button type="button" onClick={save}>
        {t("shell_export")}
      </button>
      <button type="button" onClick={() => file.current.click()}>
        {t("shell_receipts_read")}
      </button>
      <input ref={file} type="file" accept="application/json,.json" hidden onChange={take} aria-label={t("shell_receipts_read")} />
    </>
  );
}
