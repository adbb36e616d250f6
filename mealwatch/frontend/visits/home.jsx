// Where a day begins and ends: the schools of today, what is begun, what is finished.
import { useEffect, useState } from "preact/hooks";
import { About } from "./about.jsx";
import { Banners } from "./banners.jsx";
import { count } from "./foreground.js";
import { Header } from "./header.jsx";
import { askToLast } from "./lasting.js";
import { hour, plainDay, plainMoment, today } from "./moments.js";
import { useObservable } from "./observable.js";
import { unsentOf } from "./people.jsx";
import { lock, present } from "./present.js";
import { isOld, readiness, Ready, stopWords } from "./schools.jsx";
import { Sent } from "./sent.jsx";
import { status } from "./status.js";
import { draft as load, drafts, dropDraft, newDraft, packById, packs, pack as packOf, people, saveDraft, StorageFull } from "./store.js";
import { missing } from "./visit_rules.js";
import { t } from "./words.js";

// Stops of today first, then those still to come, then the rest by name.
export function inOrder(held, on = today()) {
  const rank = (one) => (!one.stop || one.stop.on < on ? "9" : one.stop.on === on ? "0" : `1${one.stop.on}`);
  return [...held].sort((a, b) => (rank(a) + a.name < rank(b) + b.name ? -1 : 1));
}

export function Home() {
  const { person } = useObservable(present);
  const { lastSync, waiting, taken } = useObservable(status);
  const [held, setHeld] = useState(null);
  const [ready, setReady] = useState({});
  const [begun, setBegun] = useState([]);
  const [rows, setRows] = useState([]);
  const [others, setOthers] = useState([]);
  const look = async () => {
    const found = await packs();
    setHeld(inOrder(found));
    setReady(await readiness(found));
    const mine = (await drafts()).filter((one) => one.author === person.username);
    setBegun(await Promise.all(mine.map(async (one) => ({ ...one, of: await packById(one.pack) }))));
    const all = await count();
    setRows(all.filter((row) => row.author === person.username));
    const unsent = unsentOf(all.filter((row) => row.author !== person.username));
    const names = new Map((await people()).map((one) => [one.username, one.name]));
    setOthers(Object.entries(unsent).map(([username, n]) => ({ username, n, name: names.get(username) || username })));
  };
  useEffect(() => {
    look();
  }, [lastSync, waiting, taken, person.username]);
  if (!held) return <Header title={t("shell_title")} />;
  return (
    <>
      <Header title={t("shell_title")}>
        <span class="who">{person.name}</span>
        <button type="button" onClick={lock}>
          {t("shell_lock")}
        </button>
      </Header>
      <main class="page">
        <Banners home />
        <section class="block" aria-labelledby="schools-title">
          <h2 id="schools-title">{t("shell_schools")}</h2>
          <ul class="cards">
            {held.map((one) => (
              <School key={one.id} held={one} ready={ready[one.school]} begun={begun.find((draft) => draft.school === one.school)} person={person} />
            ))}
          </ul>
          {!held.length && <p>{t("shell_no_packs")}</p>}
          <a class={`button big ${held.length ? "" : "main"}`} href="#/schools">
            {t("shell_download_title")}
          </a>
        </section>
        {begun.length > 0 && (
          <section class="block" aria-labelledby="drafts-title">
            <h2 id="drafts-title">{t("shell_drafts")}</h2>
            <ul class="cards">
              {begun.map((one) => (
                <Draft key={one.id} draft={one} onChange={look} />
              ))}
            </ul>
          </section>
        )}
        <Sent rows={rows} onChange={look} />
        {others.map((one) => (
          <p class="soft" key={one.username}>
            {t("shell_unsent_of", { n: one.n, name: one.name })}
          </p>
        ))}
        <About />
      </main>
    </>
  );
}

function School({ held, ready, begun, person }) {
  const [trouble, setTrouble] = useState("");
  const [again, setAgain] = useState(false);
  const [asked, setAsked] = useState(false);
  const otherDay = Boolean(held.stop) && held.stop.on !== today();
  // A stop of another day is kept with the visit when the person says so, and left out otherwise.
  const start = async (stops = null) => {
    if (begun && !again) return setAgain(true);
    if (otherDay && stops === null) return setAsked(true);
    try {
      const whole = await packOf(held.school);
      const pack = stops === false ? { ...whole, stop: null } : whole;
      const made = await saveDraft(newDraft({ pack, author: person, dated_on: today(), arrived: hour() }));
      await askToLast();
      location.hash = `#/visit/${made.id}/head`;
    } catch (fault) {
      setTrouble(t(fault instanceof StorageFull ? "shell_full" : "shell_start_failed"));
    }
  };
  return (
    <li class="sheet card">
      <div class="card-head">
        <h3>{held.name}</h3>
        <Ready state={ready} />
      </div>
      <p class="soft">
        {[held.stop && held.stop.on >= today() && stopWords(held.stop), held.town, t("shell_made_at", { when: plainMoment(held.made_at) })]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {isOld(held) && <p class="warn">{t("shell_old_pack")}</p>}
      {trouble && <p class="fault" role="alert">{trouble}</p>}
      {again && <p class="warn" role="status">{t("shell_start_sure")}</p>}
      {asked && <p class="warn" role="status">{t("shell_start_other_day", { on: plainDay(held.stop.on) })}</p>}
      <div class="actions">
        {begun && (
          <a class="button main big" href={hrefOf(begun)}>
            {t("shell_go_on")}
          </a>
        )}
        {asked ? (
          <>
            <button type="button" class="big" onClick={() => start(false)}>
              {t("shell_start_no_stop")}
            </button>
            <button type="button" class={begun ? "big" : "main big"} onClick={() => start(true)}>
              {t("shell_start_this_stop")}
            </button>
          </>
        ) : (
          <button type="button" class={begun ? "big" : "main big"} onClick={() => start()}>
            {t(begun ? (again ? "shell_start_another_sure" : "shell_start_another") : "shell_start")}
          </button>
        )}
      </div>
    </li>
  );
}

const hrefOf = (draft) => `#/visit/${draft.id}/${draft.at?.section || "head"}`;

// 有误: judged, but something it needs is missing; 未完成: not all judged; 无误: ready to be signed.
export function pillOf(draft) {
  if (!draft.of) return ["shell_pill_faults", "short"];
  const open = missing(draft.body, draft.of);
  const faults = open.filter(({ key }) => key !== "answer" && key !== "reason" && key !== "arrived");
  if (faults.length && Object.keys(draft.body.answers).length) return ["shell_pill_faults", "short"];
  return open.length ? ["shell_pill_open", "missing"] : ["shell_pill_ready", "met"];
}

function Draft({ draft, onChange }) {
  const [sure, setSure] = useState(false);
  const [word, look] = pillOf(draft);
  const drop = async () => {
    if (!sure) return setSure(true);
    if (await load(draft.id)) await dropDraft(draft.id);
    await onChange();
  };
  return (
    <li class="sheet card">
      <div class="card-head">
        <h3>{draft.school_name}</h3>
        <span class={`mark ${look}`}>{t(word)}</span>
      </div>
      <p class="soft">{t("shell_draft_of", { when: plainMoment(draft.updated_at || draft.created_at) })}</p>
      <div class="actions">
        <button type="button" class={sure ? "danger" : ""} onClick={drop}>
          {t(sure ? "shell_drop_sure" : "shell_drop")}
        </button>
        <a class="button main big" href={hrefOf(draft)}>
          {t("shell_go_on")}
        </a>
      </div>
    </li>
  );
}
