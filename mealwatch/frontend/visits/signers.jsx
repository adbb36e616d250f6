// Everybody who signs, one after the other; the school may refuse, with a reason and a witness.
import { useState } from "preact/hooks";
import { signatureOf, signersOf } from "./papers.js";
import { Ink, Pad } from "./pad.jsx";
import { keepStrokes, putSignature, takeBack } from "./sealing.js";
import { t } from "./words.js";

export function Signers(visit) {
  const { body, pack } = visit;
  const [at, setAt] = useState(null);
  const [fault, setFault] = useState("");
  const signers = signersOf(body, pack);
  const close = () => setAt(null);
  const keep = async (signature) => {
    setFault("");
    try {
      await putSignature(visit, signature);
      close();
    } catch {
      setFault(t("measure_not_saved"));
    }
  };
  return (
    <section class="m-signers">
      {signers.map((signer, index) => (
        <Signer
          key={`${signer.role}/${index}`}
          {...{ signer, visit, keep }}
          signature={signatureOf(body, signer)}
          open={at && at.index === index ? at.how : null}
          onOpen={(how) => setAt({ index, how })}
          onClose={close}
        />
      ))}
      {fault && (
        <p class="wrong" role="alert">
          {fault}
        </p>
      )}
    </section>
  );
}

function Signer({ signer, signature, visit, open, keep, onOpen, onClose }) {
  const { role, name, department } = signer;
  const who = t("measure_signer", { role: t(`measure_role_${role}`), name: signature ? signature.name : name });
  return (
    <article class="sheet m-signer">
      <h3 class="m-line">
        <span>
          {who} <span class="soft">{department}</span>
        </span>
        <span class={`mark ${signature ? (signature.refused ? "missing" : "met") : "off"}`}>
          {t(signature ? (signature.refused ? "measure_refused" : "measure_signed") : "measure_not_signed")}
        </span>
      </h3>
      {signature && <Kept signature={signature} who={who} onAgain={() => takeBack(visit, signature)} />}
      {!signature && !open && (
        <div class="m-acts">
          <button type="button" class="main m-confirm" onClick={() => onOpen("sign")}>
            {t("measure_sign", { name })}
          </button>
          {role === "principal" && (
            <button type="button" onClick={() => onOpen("refuse")}>
              {t("measure_refuse")}
            </button>
          )}
        </div>
      )}
      {open === "sign" && <Signing {...{ signer, who, keep, onClose }} />}
      {open === "refuse" && <Refusing {...{ signer, keep, onClose }} />}
    </article>
  );
}

function Kept({ signature, who, onAgain }) {
  const { refused, reason, witness, strokes } = signature;
  return (
    <div class="m-kept">
      {refused ? <p>{t("measure_refused_why", { reason })}</p> : <Ink digest={strokes} name={who} />}
      {witness && (
        <p class="m-line">
          {t("measure_refused_witness", { name: witness.name })} <Ink digest={witness.strokes} name={witness.name} />
        </p>
      )}
      <button type="button" onClick={onAgain}>
        {t("measure_sign_again")}
      </button>
    </div>
  );
}

const blank = { refused: false, reason: "", witness: null };

// The school's name may be another's than the principal's: whoever is there signs under their own.
function Signing({ signer, who, keep, onClose }) {
  const [name, setName] = useState(signer.name);
  const done = async (strokes) => keep({ ...signer, ...blank, name: name.trim(), strokes: await keepStrokes(strokes) });
  return (
    <Pad label={who} done={t("measure_pad_done")} onDone={done} onCancel={onClose} barred={!name.trim()}>
      {signer.role === "principal" && (
        <Name id="m-signer-name" label={t("measure_signer_name")} value={name} onChange={setName} />
      )}
    </Pad>
  );
}

function Refusing({ signer, keep, onClose }) {
  const [reason, setReason] = useState("");
  const [witness, setWitness] = useState("");
  const whole = reason.trim() && witness.trim();
  const done = async (strokes) =>
    keep({
      ...signer,
      strokes: null,
      refused: true,
      reason: reason.trim(),
      witness: { name: witness.trim(), strokes: await keepStrokes(strokes) },
    });
  return (
    <Pad label={t("measure_refusal_pad")} empty="measure_refusal_sign" done={t("measure_refusal_done")} onDone={done} onCancel={onClose} barred={!whole}>
      <p>{t("measure_refusal_how")}</p>
      <Name id="m-refusal-reason" label={t("measure_refusal_reason")} value={reason} onChange={setReason} />
      <Name id="m-refusal-witness" label={t("measure_refusal_witness")} value={witness} onChange={setWitness} />
    </Pad>
  );
}

function Name({ id, label, value, onChange }) {
  return (
    <div class="m-field">
      <label for={id}>{label}</label>
      <input id={id} value={value} autocomplete="off" onInput={(event) => onChange(event.currentTarget.value)} />
    </div>
  );
}
