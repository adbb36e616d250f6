// A tablet before its first use: registered once, by somebody signed in, while there is a network.
import { useEffect, useState } from "preact/hooks";
import { askToLast } from "./lasting.js";
import { asPerson, SignedOut, signInAt } from "./network.js";
import { APP, FirstPin } from "./people.jsx";
import { setDevice, StorageFull } from "./store.js";
import { t } from "./words.js";

export function Enrol({ onDone, again = false }) {
  const [session, setSession] = useState(null);
  const [state, setState] = useState("asking");
  const [name, setName] = useState("");
  const [fault, setFault] = useState("");
  const [enrolled, setEnrolled] = useState(false);
  const look = async () => {
    setState("asking");
    try {
      const found = await asPerson("/visits/session");
      setSession(found);
      setState(found.may_inspect ? "name" : "not_allowed");
    } catch (wrong) {
      setState(wrong instanceof SignedOut ? "signed_out" : "offline");
    }
  };
  useEffect(() => {
    look();
    addEventListener("online", look);
    return () => removeEventListener("online", look);
  }, []);
  const enrol = async (event) => {
    event.preventDefault();
    setState("enrolling");
    setFault("");
    try {
      const given = await asPerson("/visits/devices", { body: { name: name.trim() }, csrf: session.csrf });
      await setDevice({ ...given, name: name.trim(), county: session.county });
      await askToLast();
      if (again) onDone();
      else setEnrolled(true);
    } catch (wrong) {
      const full = wrong instanceof StorageFull;
      setFault(full ? t("shell_full") : wrong.said?.text || wrong.said?.detail || t("shell_enrol_failed"));
      setState("name");
    }
  };
  if (enrolled) {
    return (
      <main class="page narrow">
        <h1>{t("shell_pin_title")}</h1>
        <p class="soft">{t("shell_pin_why")}</p>
        <FirstPin session={session} onDone={onDone} />
      </main>
    );
  }
  return (
    <main class="page narrow">
      <h1>{t(again ? "shell_enrol_again" : "shell_enrol_title")}</h1>
      <p>{t(again ? "shell_enrol_again_lead" : "shell_enrol_lead")}</p>
      {state === "asking" && <p class="soft">{t("shell_asking")}</p>}
      {state === "offline" && (
        <>
          <p class="fault" role="alert">{t("shell_enrol_offline")}</p>
          <button type="button" class="big" onClick={look}>
            {t("shell_again")}
          </button>
        </>
      )}
      {state === "not_allowed" && <p class="fault" role="alert">{t("shell_add_not_allowed")}</p>}
      {state === "signed_out" && (
        <a class="button main big" href={signInAt(APP)}>
          {t("shell_sign_in")}
        </a>
      )}
      {["name", "enrolling"].includes(state) && (
        <form class="sheet" onSubmit={enrol}>
          <label for="tablet-name">{t("shell_tablet_name")}</label>
          <input
            id="tablet-name"
            value={name}
            maxlength={40}
            required
            autocomplete="off"
            placeholder={t("shell_tablet_example")}
            onInput={(event) => setName(event.currentTarget.value)}
          />
          {fault && <p class="fault" role="alert">{fault}</p>}
          <button class="main big" disabled={state === "enrolling" || !name.trim()}>
            {t("shell_enrol")}
          </button>
          <p class="soft">{t("shell_enrol_as", { name: session.name })}</p>
        </form>
      )}
    </main>
  );
}
