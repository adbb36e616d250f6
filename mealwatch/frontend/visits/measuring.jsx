// The screen of a blind part: the goods drawn, one open at a time, further ones added by hand, and its end.
import { useState } from "preact/hooks";
import { Adding } from "./adding.jsx";
import { end, logged, over, put } from "./blind.js";
import { Good } from "./good.jsx";
import { useDrawn } from "./drawn.js";
import { LEAST, suggestion } from "./measures.js";
import { Records } from "./records.jsx";
import { t } from "./words.js";

export function Measuring({ of, draft, body, pack, change, flush }) {
  const found = useDrawn(pack);
  const [chosen, setChosen] = useState(undefined);
  if (!found) return <p class="soft">{t("measure_wait")}</p>;
  const held = body[of.list] || [];
  const goods = goodsOf(of, held, found, (body.entering && body.entering.added) || {});
  const next = goods.find(({ one }) => !one || !logged(body, `${of.kind}.opened`, one.id));
  const at = chosen === undefined ? next && next.key : chosen;
  const done = over(body, found.drawn);
  const says = suggestion(of.kind, body, pack);
  const few = Boolean(pack) && pack[of.kind].length < LEAST[of.kind];
  return (
    <section class="m-part">
      <header class="m-head">
        <h2>{t(`measure_${of.kind}_title`)}</h2>
        <p>{t(`measure_${of.kind}_how`)}</p>
        {pack && goods.length > 0 && (
          <p class="soft">
            {few ? t(`measure_${of.kind}_few`, { n: pack[of.kind].length }) : t("measure_drawn_how", { n: LEAST[of.kind], all: pack[of.kind].length })}
          </p>
        )}
      </header>
      {!goods.length && <p class="sheet">{t(`measure_${of.kind}_nothing`)}</p>}
      {few && <Adding of={of} rest={found.rest[of.kind]} body={body} change={change} onAdd={setChosen} first />}
      {goods.map((good, index) => (
        <Good
          key={good.key}
          of={of}
          number={index + 1}
          good={good}
          open={at === good.key}
          onOpen={(open) => setChosen(open ? good.key : null)}
          onDone={() => setChosen(undefined)}
          {...{ draft, body, pack, change, flush }}
        />
      ))}
      {says && <Suggested item={of.item} says={says} />}
      {!few && <Adding of={of} rest={found.rest[of.kind]} body={body} change={change} onAdd={setChosen} />}
      {done ? pack && <Records {...{ body, pack, change, flush }} drawn={found.drawn} /> : <End {...{ body, change, flush }} />}
    </section>
  );
}

export function Suggested({ item, says }) {
  return (
    <p class="m-suggested" aria-live="polite">
      <span class={`mark ${{ full: "met", half: "missing", none: "missing" }[says]}`}>{t("measure_suggested")}</span>
      {t(`measure_suggest_${says}`, { item })}
    </p>
  );
}

// Drawn goods in the order of the draw, then what was added by hand and what is only in the body.
function goodsOf(of, held, { drawn, rest }, added) {
  const entered = (ref) => held.find(({ good }) => good.ref === ref) || null;
  const fromPack = (one, isDrawn) => ({ key: one.ref, drawn: isDrawn, sealed: one.seal, base: one.base, good: good(one), about: one, one: entered(one.ref) });
  const more = rest[of.kind].filter(({ ref }) => (added[of.kind] || []).includes(ref) || entered(ref));
  const known = [...drawn[of.kind], ...more].map(({ ref }) => ref);
  const typed = held.filter((one) => one.good.ref === null || !known.includes(one.good.ref));
  const named = (of.kind === "weigh" && added.typed) || [];
  return [
    ...drawn[of.kind].map((one) => fromPack(one, true)),
    ...more.map((one) => fromPack(one, false)),
    ...typed.map((one) => ({ key: one.id, drawn: one.drawn, sealed: null, base: one.base, good: one.good, about: {}, one })),
    ...named.map(({ key, name, base }) => ({ key, drawn: false, sealed: null, base, good: { ref: null, code: null, name }, about: {}, one: null })),
  ];
}

const good = ({ ref, code, name }) => ({ ref, code, name });

function End({ body, change, flush }) {
  const [sure, setSure] = useState(false);
  if (!sure) {
    return (
      <button type="button" onClick={() => setSure(true)}>
        {t("measure_end")}
      </button>
    );
  }
  return (
    <div class="sheet m-sure" role="group" aria-label={t("measure_end")}>
      <p>{t("measure_end_sure")}</p>
      <div class="m-acts">
        <button
          type="button"
          class="main"
          onClick={() => {
            put(body, end(body), change);
            flush();
          }}
        >
          {t("measure_end_yes")}
        </button>
        <button type="button" onClick={() => setSure(false)}>
          {t("measure_end_no")}
        </button>
      </div>
    </div>
  );
}
