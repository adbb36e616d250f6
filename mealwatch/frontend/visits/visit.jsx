// A visit's screens: tabs with what is done, one screen a section, and a bar that always says what comes next.
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { Amend } from "./amend.jsx";
import { Shoot } from "./camera.jsx";
import { Head } from "./head.jsx";
import { Here, useHere } from "./here.js";
import { Section } from "./items.jsx";
import { aim, aimedAt, Jump } from "./jump.jsx";
import { parts } from "./parts.js";
import { Recheck } from "./recheck.jsx";
import { RedLines } from "./redlines.jsx";
import { useAdding } from "./shots.jsx";
import { Tray } from "./tray.jsx";
import { signed } from "./summaries.js";
import { shortTitle } from "./titles.js";
import { counts, missing } from "./visit_rules.js";
import { t } from "./words.js";

const OWN = { head: Head, jump: Jump, recheck: Recheck, redlines: RedLines, photos: Tray };
const SIGNED = ["sign", "result", "notice"]; // what is changed from here on voids signatures: no camera
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

// The screens in their order: [name, word, word on its tab].
function screens(pack) {
  return [
    ["head", t("item_tab_head")],
    ...pack.list.sections.map(({ letter, title }) => [letter, `${letter} ${title}`, `${letter} ${shortTitle(title)}`]),
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
    const shown = () => chosen.current && toMiddle(chosen.current);
    shown();
    addEventListener("resize", shown);
    return () => removeEventListener("resize", shown);
  }, [part]);
  const note = (name) => {
    if (sections[name]) return `${sections[name].done}/${sections[name].all}`;
    if (name === "redlines") return Object.keys(body.red_lines).length || "";
    if (name === "sign") return signed(draft, body);
    if (name === "recheck") return `${(body.rechecks || []).length}/${pack.findings.length}`;
    return open.has(name) ? t("item_tab_open") : t("item_tab_done");
  };
  const said = (name) => [note(name), sections[name] && sections[name].missing > 0 && t("item_tab_gaps", { n: sections[name].missing })].filter(Boolean).join(" · ");
  return (
    <nav class="tabs" aria-label={t("item_tabs")} onKeyDown={alongTabs}>
      {screens(pack).map(([name, word, short]) => (
        <a
          key={name}
          href={`#/visit/${draft.id}/${name}`}
          ref={name === at ? chosen : null}
          title={short && short !== word ? word : undefined}
          aria-current={name === at ? (at === part ? "page" : "true") : undefined}
        >
          <span>{short || word}</span>
          <small>{said(name)}</small>
        </a>
      ))}
    </nav>
  );
}

// Along the row only: the page stays where it was left.
function toMiddle(tab) {
  const row = tab.parentElement;
  const [own, all] = [tab.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollLeft += own.left + own.width / 2 - all.left - all.width / 2;
}

// The tabs stand below the header, and what is jumped to below both, however high they are.
function useHeader() {
  useEffect(() => {
    const header = document.querySelector("header.top");
    if (!header || !window.ResizeObserver) return undefined;
    const tabs = document.querySelector("nav.tabs");
    const measured = () => {
      document.documentElement.style.setProperty("--header", `${header.offsetHeight}px`);
      document.documentElement.style.setProperty("--tabs", `${tabs.offsetHeight}px`);
    };
    const watching = new ResizeObserver(measured);
    watching.observe(header);
    watching.observe(tabs);
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

// The first thing that is still open as [screen, word, item], in the order of the jump list; the signatures after that.
function firstOpen(order, body, pack, part) {
  const gaps = missing(body, pack).filter(({ section }) => section !== part);
  const first = gaps.find(({ key }) => key !== "answer" && key !== "reason") || gaps[0];
  if (!first) return order[order.length - 1];
  const [name, word] = order.find(([one]) => one === first.section) || [first.section];
  return [name, word || t("item_tray", { n: body.loose_photos.length }), first.item];
}

// Where the bar leads: on in the order, back from a measuring screen, to the first gap from everywhere else.
function nextOf(part, order, body, pack) {
  const at = order.findIndex(([name]) => name === part);
  if (part !== "sign" && at >= 0) return { next: order[at + 1] };
  const measured = sectionOf(part, pack);
  if (measured) return { next: [measured.letter, `${measured.letter} ${measured.title}`], says: "item_back_to" };
  if (part === "recheck") return { next: order.find(([name]) => name === "redlines") };
  if (["result", "notice", "evidence", "amend"].includes(part)) return { next: order[order.length - 1] };
  const next = firstOpen(order, body, pack, part);
  if (next[0] === part) return { next: ["result"], says: "measure_sign_result" };
  return { next, says: next[0] === "sign" ? "item_next" : "item_fill" };
}

function Bar({ part }) {
  const { draft, body, pack, change } = useHere();
  const { all, done, unchecked } = counts(body, pack);
  const loose = body.loose_photos || [];
  const add = useAdding(loose, (photos) => change(["loose_photos"], photos));
  const order = screens(pack);
  const { next, says = "item_next" } = nextOf(part, order, body, pack);
  if (draft.finalised) {
    return (
      <footer class="bar">
        <span class="done">{t("item_done", { done, all })}</span>
        <a class="button" href={`#/visit/${draft.id}/amend`} aria-current={part === "amend" ? "page" : undefined}>
          {t("item_amend")}
        </a>
        <a class="button main next" href={part === "sign" ? "#/" : `#/visit/${draft.id}/sign`}>
          {t(part === "sign" ? "shell_home" : "item_papers")}
        </a>
      </footer>
    );
  }
  return (
    <footer class="bar">
      <span class="done" role="status">
        {t("item_done", { done, all })}
      </span>
      {(unchecked > 0 || part === "jump") && (
        <a class="button" href={`#/visit/${draft.id}/jump`} aria-current={part === "jump" ? "page" : undefined}>
          {t("item_left", { n: unchecked })}
        </a>
      )}
      {!SIGNED.includes(part) && <Shoot class="first" title={t("item_photo_first")} label={t("item_photo")} onShot={add} />}
      {loose.length > 0 && (
        <a class="button loose" href={`#/visit/${draft.id}/photos`}>
          {t("item_tray", { n: loose.length })}
        </a>
      )}
      <a class="button main next" href={`#/visit/${draft.id}/${next[0]}`} onClick={() => next[2] && aim(next[2])}>
        {t(says, { section: next[1] })}
      </a>
    </footer>
  );
}
