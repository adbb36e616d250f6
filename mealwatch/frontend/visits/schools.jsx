// Before leaving: which schools are on the tablet, which are still to be taken along.
import { useEffect, useState } from "preact/hooks";
import { Header } from "./header.jsx";
import { askToLast, lasting } from "./lasting.js";
import { plainDay, plainMoment, today } from "./moments.js";
import { asPerson, SignedOut, signInAt } from "./network.js";
import { isOurs } from "./people.jsx";
import { status } from "./status.js";
import { dropPacks, keepFact, fact, packs, savePack, StorageFull, whole } from "./store.js";
import { t } from "./words.js";

const DAY_MS = 24 * 3600 * 1000;
const KB = 1024;

// {school: "ready" | "not_lasting" | "damaged"} of what is here, by a look at the disk now.
export async function readiness(held) {
  const lasts = (await lasting()) === true;
  const found = {};
  for (const one of held) found[one.school] = (await whole(one.school)) ? (lasts ? "ready" : "not_lasting") : "damaged";
  return found;
}

export const isOld = (one, now = Date.now()) => now - Date.parse(one.made_at) > DAY_MS;

export function Ready({ state }) {
  if (state === undefined) return null;
  const look = { ready: "met", not_lasting: "missing", damaged: "short" }[state];
  return <span class={`mark ${look}`}>{t(`shell_${state}`)}</span>;
}

export function Schools() {
  const [session, setSession] = useState(null);
  const [schools, setSchools] = useState([]);
  const [state, setState] = useState("asking");
  const [held, setHeld] = useState([]);
  const [ready, setReady] = useState({});
  const [find, setFind] = useState("");
  const look = async () => {
    const found = await packs();
    setHeld(found);
    setReady(await readiness(found));
  };
  const ask = async () => {
    setState("asking");
    try {
      const found = await asPerson("/visits/session");
      if (!(await isOurs(found))) return setState("other_county");
      setSession(found);
      const { schools: list } = await asPerson("/visits/schools");
      setSchools(list);
      setState("there");
      await keepFact("schools", list);
    } catch (fault) {
      setState(fault instanceof SignedOut ? "signed_out" : "offline");
      setSchools((await fact("schools")) || []);
    }
  };
  useEffect(() => {
    look();
    ask();
  }, []);
  const words = find.trim();
  const shown = schools.filter((one) => !words || one.name.includes(words) || (one.town || "").includes(words) || one.code === words);
  return (
    <>
      <Header title={t("shell_download_title")} back />
      <main class="page">
        {state === "signed_out" && (
          <p class="sheet ask" role="status">
            {t("shell_download_sign_in")}
            <a class="button main" href={signInAt("/visits/app")}>
              {t("shell_sign_in")}
            </a>
          </p>
        )}
        {state === "offline" && (
          <p class="sheet ask" role="status">
            {t("shell_download_offline")}
            <button type="button" onClick={ask}>
              {t("shell_again")}
            </button>
          </p>
        )}
        {state === "other_county" && <p class="fault" role="alert">{t("shell_add_other_county")}</p>}
        {state === "there" && session && <p class="soft">{t("shell_download_as", { name: session.name })}</p>}
        <label class="find">
          <span>{t("shell_find")}</span>
          <input type="search" value={find} autocomplete="off" onInput={(event) => setFind(event.currentTarget.value)} />
        </label>
        <ul class="cards">
          {shown.map((one) => (
            <School
              key={one.code + (one.stop ? one.stop.id : "")}
              school={one}
              held={held.find((pack) => pack.school === one.code)}
              ready={ready[one.code]}
              session={state === "there" ? session : null}
              onChange={look}
              onSignedOut={() => setState("signed_out")}
            />
          ))}
        </ul>
        {!shown.length && state !== "asking" && <p class="soft">{t("shell_no_schools")}</p>}
      </main>
    </>
  );
}

function School({ school, held, ready, session, onChange, onSignedOut }) {
  const [busy, setBusy] = useState(false);
  const [month, setMonth] = useState(Boolean(held?.month));
  const [trouble, setTrouble] = useState("");
  const take = async () => {
    setBusy(true);
    setTrouble("");
    try {
      await download(school, month, session.csrf);
      await askToLast();
      await onChange();
    } catch (fault) {
      if (fault instanceof SignedOut) onSignedOut();
      else setTrouble(t(fault instanceof StorageFull ? "shell_full" : "shell_download_failed"));
    }
    setBusy(false);
  };
  const remove = async () => {
    await dropPacks(school.code);
    tell();
    await onChange();
  };
  return (
    <li class="sheet card">
      <div class="card-head">
        <h2>{school.name}</h2>
        <Ready state={held && ready} />
      </div>
      <p class="soft">
        {[school.town, school.stop && stopWords(school.stop), held && t("shell_made", { when: plainMoment(held.made_at), size: sizeOf(held.size) })]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {held && isOld(held) && <p class="warn">{t("shell_old_pack")}</p>}
      {trouble && <p class="fault" role="alert">{trouble}</p>}
      <div class="actions">
        <label class="tick">
          <input type="checkbox" checked={month} onChange={(event) => setMonth(event.currentTarget.checked)} />
          {t("shell_month")}
        </label>
        {held && (
          <button type="button" onClick={remove}>
            {t("shell_remove")}
          </button>
        )}
        <button type="button" class={held ? "big" : "main big"} disabled={!session || busy} onClick={take}>
          {t(busy ? "shell_downloading" : held ? "shell_download_again" : "shell_download")}
        </button>
      </div>
    </li>
  );
}

export const stopWords = (stop) => (stop.on === today() ? t("shell_stop_today") : t("shell_stop_on", { on: plainDay(stop.on) }));

const sizeOf = (bytes) => t("shell_kb", { n: Math.max(1, Math.round(bytes / KB)) });

// Takes a school along; said to be here only when it was read back.
export async function download(school, month, csrf) {
  const body = { month, stop: school.stop ? school.stop.id : null };
  const given = await asPerson(`/visits/packs/${encodeURIComponent(school.code)}`, { body, csrf });
  const size = new TextEncoder().encode(JSON.stringify(given.pack)).length;
  await savePack(given.pack, given.key, size);
  tell();
}

// Whoever shows the schools, by now perhaps another screen, looks again.
const tell = () => status.set({ taken: status.get().taken + 1 });
