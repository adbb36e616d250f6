// A visit's screens: tabs with what is done, one screen a section, and a bar that always says what comes next.
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { Amend } from "./amend.jsx";
import { Shoot } from "./camera.jsx";
import { Head } from "./head.jsx";
import { Here, useHere } from "./here.js";
import { Section } from "./items.jsx";
import { aimedAt, Jump } from "./jump.jsx";
import { parts } from "./parts.js";
import { Recheck } from "./recheck.jsx";
import { RedLines } from "./redlines.jsx";
import { useAdding } from "./shots.jsx";
import { Tray } from "./tray.jsx";
import { signed } from "./summaries.js";
import { counts, missing } from "./visit_rules.js";
import { t } from "./words.js";

const OWN = { head: Head, jump: Jump, recheck: Recheck, redlines: RedLines, photos: Tray };
const SIGNED = ["sign", "result", "notice"]; // what is changed from here on voids signatures: no camera
const ASIDE = ["jump", "photos"];
const SETTLED_MS = 250;

// `place({section, scroll})` keeps where the inspector stands.
export function VisitScreen({ draft, body, pack, change, flush, place, part }) {
  const section = pack.list.sections.find(({ letter }) => letter === part);
  const Screen = OWN[part] || parts[part];
  const here = { draft, body, pack, change, flush };
  const main = usePlace(draft, part, place);
  return (
    <Here.Provider value={here}>
      <Tabs part={part} />
      <main class="visit" id="visit" ref={main} tabIndex={-1} key={part}>
        {section && (
          <h2>
            {section.letter} {section.title}
          </h2>
        )}
        {part === "amend" && <Amend />}
        {section || OWN[part] ? (
          <Settled done={draft.finalised}>{section ? <Section section={section} /> : <Screen {...here} />}</Settled>
        ) : (
          Screen && <Screen {...here} />
        )}
      </main>
      <Bar part={part} />
    </Here.Provider>
  );
}

// A visit that is signed and kept can be looked at, and no longer changed.
function Settled({ done, children }) {
  return (
    <>
      {done && <p class="sheet">{t("item_settled")}</p>}
      <fieldset class="settled" disabled={done}>
        {children}
      </fieldset>
    </>
  );
}

// Back to where it was left; to the item that the jump list names; to the top of another screen.
function usePlace(draft, part, place) {
  const main = useRef(null);
  const at = useRef(null);
  useLayoutEffect(() => {
    const known = !at.current && draft.at && draft.at.section === part ? draft.at.scroll : 0;
    at.current = part;
    const item = aimedAt();
    const found = item && document.getElementById(`item-${item}`);
    if (found) {
      found.scrollIntoView({ block: "center" });
      found.focus({ preventScroll: true });
    } else {
      scrollTo(0, known);
      main.current.focus({ preventScroll: true });
    }
  }, [part]);
  useEffect(() => {
    let timer = 0;
    const keep = () => place && place({ section: part, scroll: Math.round(scrollY) });
    const moved = () => {
      clearTimeout(timer);
      timer = setTimeout(keep, SETTLED_MS);
    };
    keep();
    addEventListener("scroll", moved, { passive: true });
    return () => {
      clearTimeout(timer);
      removeEventListener("scroll", moved);
    };
  }, [part]);
  return main;
}

// The screens in their order: [name, word].
function screens(pack) {
  return [
    ["head", t("item_tab_head")],
    ...pack.list.sections.map(({ letter, title }) => [letter, `${letter} ${title}`]),
    ...((pack.findings || []).length ? [["recheck", t("item_tab_recheck")]] : []),
    ["redlines", t("item_tab_redlines")],
    ["sign", t("item_tab_sign")],
  ];
}

// The section of the item that a measuring screen belongs to.
const sectionOf = (part, pack) => pack.list.sections.find(({ letter, items }) => letter === part || items.some((item) => item.part === part));

function Tabs({ part }) {
  const { draft, body, pack } = useHere();
  const under = sectionOf(part, pack);
  const at = under ? under.letter : part;
  const { sections } = counts(body, pack);
  const open = new Set(missing(body, pack).map(({ section }) => section));
  const chosen = useRef(null);
  useHeader();
  useEffect(() => {
    if (chosen.current) chosen.current.scrollIntoView({ block: "nearest", inline: "center" });
  }, [part]);
  const note = (name) => {
    if (sections[name]) return `${sections[name].done}/${sections[name].all}`;
    if (name === "redlines") return Object.keys(body.red_lines).length || "";
    if (name === "sign") return signed(draft, body);
    return open.has(name) ? t("item_tab_open") : t("item_tab_done");
  };
  return (
    <nav class="tabs" aria-label={t("item_tabs")} onKeyDown={alongTabs}>
      {screens(pack).map(([name, word]) => (
        <a key={name} href={`#/visit/${draft.id}/${name}`} ref={name === at ? chosen : null} aria-current={name === at ? (at === part ? "page" : "true") : undefined}>
          <span>{word}</span>
          <small>
            {note(name)}
            {sections[name] && sections[name].missing > 0 && ` · ${t("item_tab_gaps", { n: sections[name].missing })}`}
          </small>
        </a>
      ))}
    </nav>
  );
}

// The tabs stand below the header, however high it is.
function useHeader() {
  useEffect(() => {
    const header = document.querySelector("header.top");
    if (!header || !window.ResizeObserver) return undefined;
    const measured = () => document.documentElement.style.setProperty("--header", `${header.offsetHeight}px`);
    const watching = new ResizeObserver(measured);
    watching.observe(header);
    measured();
    return () => watching.disconnect();
  }, []);
}

function alongTabs(event) {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!step) return;
  const tabs = [...event.currentTarget.querySelectorAll("a")];
  const next = tabs[tabs.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

// From the jump list and the tray on to what is still open, and to the signatures when nothing is.
function firstOpen(order, body, pack) {
  const open = new Set(missing(body, pack).map(({ section }) => section));
  return order.find(([name]) => open.has(name)) || order[order.length - 1];
}

function Bar({ part }) {
  const { draft, body, pack, change } = useHere();
  const { all, done, unchecked } = counts(body, pack);
  const loose = body.loose_photos || [];
  const add = useAdding(loose, (photos) => change(["loose_photos"], photos));
  const order = screens(pack);
  const at = order.findIndex(([name]) => name === part);
  const measured = at < 0 && sectionOf(part, pack);
  const next = measured ? [measured.letter, `${measured.letter} ${measured.title}`] : ASIDE.includes(part) ? firstOpen(order, body, pack) : at >= 0 && order[at + 1];
  if (draft.finalised) {
    return (
      <footer class="bar">
        <span class="done">{t("item_done", { done, all })}</span>
        <a class="button" href={`#/visit/${draft.id}/amend`} aria-current={part === "amend" ? "page" : undefined}>
          {t("item_amend")}
        </a>
        {part !== "sign" && (
          <a class="button main next" href={`#/visit/${draft.id}/sign`}>
            {t("item_papers")}
          </a>
        )}
      </footer>
    );
  }
  return (
    <footer class="bar">
      <span class="done" role="status">
        {t("item_done", { done, all })}
      </span>
      <a class="button" href={`#/visit/${draft.id}/jump`} aria-current={part === "jump" ? "page" : undefined}>
        {t("item_left", { n: unchecked })}
      </a>
      {!SIGNED.includes(part) && <Shoot class="first" title={t("item_photo_first")} label={t("item_photo")} onShot={add} />}
      {loose.length > 0 && (
        <a class="button loose" href={`#/visit/${draft.id}/photos`}>
          {t("item_tray", { n: loose.length })}
        </a>
      )}
      {next && (
        <a class="button main next" href={`#/visit/${draft.id}/${next[0]}`}>
          {measured ? t("item_back_to", { section: next[1] }) : t("item_next", { section: next[1] })}
        </a>
      )}
    </footer>
  );
}
