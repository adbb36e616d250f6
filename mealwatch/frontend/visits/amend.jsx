// What is added to a visit that is already signed: a record of its own, behind the first, which stays as it is.
import { useEffect, useState } from "preact/hooks";
import { handIn } from "./foreground.js";
import { useHere } from "./here.js";
import { NoteField } from "./note.jsx";
import { Shots } from "./shots.jsx";
import { finalise, keepFact, fact } from "./store.js";
import { uuid7 } from "./uuid.js";
import { filled } from "./visit_rules.js";
import { t } from "./words.js";

const BLANK = { text: "", photos: [] };

export function Amend() {
  const { draft } = useHere();
  const kept = `amendment ${draft.id}`;
  const [typed, setTyped] = useState(BLANK);
  const [state, setState] = useState("");
  useEffect(() => {
    fact(kept).then((before) => before && setTyped(before));
  }, [kept]);
  const put = (changed) => {
    const next = { ...typed, ...changed };
    setTyped(next);
    keepFact(kept, next);
  };
  const keep = async () => {
    setState("keeping");
    const { id: visit, school, school_name, author, pack } = draft;
    const body = { visit, text: typed.text.trim(), photos: typed.photos };
    try {
      await finalise({ id: uuid7(), school, school_name, author, pack, body }, { type: "visit_amendment", app_ver: document.body.dataset.build || "0" });
      put(BLANK);
      setState("kept");
      handIn().catch(() => undefined);
    } catch {
      setState("failed");
    }
  };
  if (!draft.finalised) return <p class="sheet">{t("item_amend_later")}</p>;
  return (
    <section class="sheet item">
      <h2>{t("item_amend")}</h2>
      <p class="soft">{t("item_amend_how")}</p>
      <NoteField label={t("item_amend")} value={typed.text} onChange={(text) => put({ text })} />
      <Shots digests={typed.photos} onChange={(photos) => put({ photos })} label={t("item_photo")} title={t("item_amend")} />
      <button type="button" class="main" disabled={!filled(typed.text) || state === "keeping"} onClick={keep}>
        {t("item_amend_keep")}
      </button>
      <p role="status">{["kept", "failed"].includes(state) && t(`item_amend_${state}`)}</p>
    </section>
  );
}
