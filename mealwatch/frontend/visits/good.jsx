// One good to be weighed or counted: its blind form, and after that what the papers said.
import { useRef, useState } from "preact/hooks";
import { plainly } from "../typing/spoken.js";
import { usualUnit } from "./amount.jsx";
import { again, confirm, logged, open, put, reveal } from "./blind.js";
import { dayWords } from "./dates.js";
import { implausible } from "./measures.js";
import { Outcome, Paper } from "./outcome.jsx";
import { Tampered, unseal } from "./seal.js";
import { Shots } from "./shots.jsx";
import { Witness, lastWitness } from "./witness.jsx";
import { t } from "./words.js";

export function Good({ of, number, good, open: shown, onOpen, onDone, ...visit }) {
  const { body } = visit;
  const { one } = good;
  const opened = one && logged(body, `${of.kind}.opened`, one.id);
  const state = opened ? "opened" : one ? "entered" : "blind";
  const title = useRef(null);
  const done = () => {
    onDone();
    if (title.current) title.current.focus();
  };
  return (
    <article class={`sheet m-good ${state}`}>
      <h3>
        <button type="button" class="m-title" ref={title} aria-expanded={shown} onClick={() => onOpen(!shown)}>
          <span>
            {number}. {good.good.name}
          </span>
          <span class={`mark ${{ opened: "met", entered: "info", blind: "off" }[state]}`}>{t(`measure_state_${state}`)}</span>
        </button>
      </h3>
      <p class="soft">
        {[good.drawn ? t("measure_is_drawn") : t("measure_is_added"), good.about.on && dayWords(good.about.on), good.about.supplier].filter(Boolean).join(" · ")}
      </p>
      {opened && <Outcome of={of} one={one} />}
      {shown && state === "blind" && <Blind of={of} good={good} onDone={done} {...visit} />}
      {state === "entered" && <Entered of={of} good={good} {...visit} />}
      {opened && !one.second && <Second of={of} good={good} onDone={done} {...visit} />}
    </article>
  );
}

// What is typed and photographed before it is confirmed lives in the draft (body.entering) and never leaves it.
function useTyped(key, base, { body, change }) {
  const typed = (body.entering && body.entering[key]) || {};
  const unit = typed.unit || usualUnit(base);
  // The unit is kept with the number: another good's unit changes nothing here.
  const type = (name, value) => {
    if (!typed.unit) change(["entering", key, "unit"], unit);
    change(["entering", key, name], value);
  };
  return { typed, unit, type };
}

function Form({ of, id, base, typed, unit, type, witness, onWitness, onConfirm, body, draft, confirmWord }) {
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState([]); // what was warned of; another number or photo begins anew
  const result = of.read(typed, base, unit);
  const amount = result.fault ? "" : plainly(result.found, base);
  const doubts = result.fault
    ? []
    : [...(implausible(base, result.found) ? ["much"] : []), ...(result.first.photos.length ? [] : ["photo"])];
  const warned = asked[asked.length - 1];
  const typing = (work) => (...given) => {
    setAsked([]);
    setFault("");
    work(...given);
  };
  const submit = async () => {
    if (result.fault) return setFault(t(`measure_fault_${of.kind}_${result.fault}`));
    if (witness && !witness.name.trim()) return setFault(t("measure_fault_witness"));
    setFault("");
    const doubt = doubts.find((one) => !asked.includes(one));
    if (doubt) return setAsked([...asked, doubt]);
    setBusy(true);
    try {
      await onConfirm(result.first);
    } catch (error) {
      setFault(t(error instanceof Tampered ? "measure_tampered" : "measure_not_saved"));
    }
    setBusy(false);
  };
  return (
    <form
      class="m-form"
      onKeyDown={onward}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Shots digests={typed.photos || []} role={of.photo} draft={draft} label={t(`measure_${of.kind}_photo`)} onChange={(photos) => typing(type)("photos", photos)} />
      <of.Fields {...{ id, base, unit, typed, body, result }} afresh={Boolean(warned)} onUnit={(code) => typing(type)("unit", code)} onChange={typing(type)} />
      {witness && <Witness id={id} witness={witness} onChange={onWitness} />}
      {fault && (
        <p class="wrong" role="alert">
          {fault}
        </p>
      )}
      {warned && (
        <p class="m-warned" role="alert">
          {t(`measure_doubt_${warned}`, { amount })}
        </p>
      )}
      <button type="submit" class="main m-confirm" disabled={busy}>
        {warned ? t(`measure_despite_${warned}`, { amount }) : [confirmWord, amount].filter(Boolean).join(" ")}
      </button>
      <p class="soft">{t("measure_for_good")}</p>
    </form>
  );
}

// Enter goes on to the next field; what cannot be taken back is done by its button alone.
function onward(event) {
  if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "INPUT") return;
  event.preventDefault();
  const stops = [...event.currentTarget.querySelectorAll("input, button[type=submit]")];
  stops[stops.indexOf(event.target) + 1].focus();
}

function Blind({ of, good, onDone, ...visit }) {
  const { body, pack, change, flush } = visit;
  const state = useTyped(good.key, good.base, visit);
  const witness = lastWitness(body);
  const onConfirm = async (first) => {
    const { name, post = "" } = witness;
    const record = { good: good.good, drawn: good.drawn, base: good.base, first, witness: { name: name.trim(), post: post.trim() } };
    if (of.kind === "weigh") record.source = good.sealed ? "sealed" : "paper";
    await confirm({ body, kind: of.kind, record, sealed: good.sealed, change, flush, unseal: (seal) => unseal(pack, seal, good.key) });
    change(["entering", good.key], undefined);
    const { typed = [] } = (body.entering && body.entering.added) || {};
    if (good.good.ref === null) change(["entering", "added", "typed"], typed.filter(({ key }) => key !== good.key));
    onDone();
  };
  return (
    <Form
      {...{ of, ...state, witness, onConfirm }}
      id={`m-${of.kind}-${good.key}`}
      base={good.base}
      body={body}
      draft={visit.draft}
      onWitness={(given) => visit.change(["entering", "witness"], given)}
      confirmWord={t(`measure_${of.kind}_confirm`)}
    />
  );
}

// Entered and on the disk, the paper's figure not yet known: read off paper, or the tablet went dark in between.
function Entered({ of, good, body, pack, change, flush }) {
  const [fault, setFault] = useState("");
  const { one, sealed, base } = good;
  const show = () =>
    reveal({ body, kind: of.kind, id: one.id, sealed, change, flush, unseal: (seal) => unseal(pack, seal, good.key) }).catch((error) =>
      setFault(t(error instanceof Tampered ? "measure_tampered" : "measure_not_opened")),
    );
  const known = (quantity) => {
    const source = of.kind === "weigh" ? "paper" : undefined;
    put(body, open(body, of.kind, one.id, { quantity, seal: null, source }), change);
    flush();
  };
  if (!sealed || fault) {
    return (
      <>
        {fault && <p class="wrong">{fault}</p>}
        <Paper of={of} id={`m-paper-${one.id}`} one={one} base={base} body={body} change={change} onKnown={known} />
      </>
    );
  }
  return (
    <button type="button" class="main m-confirm" onClick={show}>
      {t(`measure_${of.kind}_reveal`)}
    </button>
  );
}

function Second({ of, good, onDone, ...visit }) {
  const { body, change, flush } = visit;
  const [wanted, setWanted] = useState(false);
  const key = `${good.one.id}/2`;
  const state = useTyped(key, good.base, visit);
  if (!wanted && !Object.keys(state.typed).length) {
    return (
      <button type="button" onClick={() => setWanted(true)}>
        {t(`measure_${of.kind}_second`)}
      </button>
    );
  }
  const onConfirm = async (second) => {
    put(body, again(body, of.kind, good.one.id, second), change);
    change(["entering", key], undefined);
    await flush();
    onDone();
  };
  return (
    <Form
      {...{ of, ...state, onConfirm, body }}
      id={`m-${of.kind}-${key}`}
      base={good.base}
      draft={visit.draft}
      confirmWord={t(`measure_${of.kind}_second_confirm`)}
    />
  );
}
