// The tablet locked: whose it can be, and how much of each is not handed in yet. Nothing of what they wrote.
import { useEffect, useState } from "preact/hooks";
import { count, left } from "./foreground.js";
import { asPerson, SignedOut, signInAt } from "./network.js";
import { NewPin, Pin } from "./pin.jsx";
import { enter } from "./present.js";
import { device, keepPerson, leftOf, people, person, setPin, TooSoon, unlock } from "./store.js";
import { t } from "./words.js";

export const APP = "/visits/app";

// How many records of each are not handed in: {username: n}.
export function unsentOf(rows) {
  const found = {};
  for (const row of rows) {
    if (left(row) > 0) found[row.author] = (found[row.author] || 0) + 1;
  }
  return found;
}

export function Locked() {
  const [known, setKnown] = useState(null);
  const [unsent, setUnsent] = useState({});
  const [who, setWho] = useState(null);
  useEffect(() => {
    people().then(setKnown);
    count().then((rows) => setUnsent(unsentOf(rows)));
  }, []);
  if (!known) return null;
  if (who) return <Unlock who={who} onBack={() => setWho(null)} />;
  return (
    <main class="page narrow">
      <h1>{t("shell_who")}</h1>
      {known.map((one) => (
        <button type="button" class="row big" key={one.username} onClick={() => setWho(one)}>
          <strong>{one.name}</strong>
          <span class="soft">
            {unsent[one.username] ? t("shell_unsent_of", { n: unsent[one.username], name: one.name }) : one.department}
          </span>
        </button>
      ))}
      <AddPerson />
    </main>
  );
}

// Whether somebody signed in belongs to the county whose tablet this is.
export async function isOurs(session) {
  const { county } = (await device()) || {};
  return !county || county.code === session.county.code;
}

// Somebody who has signed in with a password can use this tablet from now on.
function AddPerson() {
  const [state, setState] = useState("");
  const [session, setSession] = useState(null);
  const add = async () => {
    setState("asking");
    try {
      const found = await asPerson("/visits/session");
      if (!found.may_inspect) return setState("not_allowed");
      if (!(await isOurs(found))) return setState("other_county");
      const there = await person(found.username);
      if (there?.pin) return setState("known");
      setSession(found);
    } catch (fault) {
      setState(fault instanceof SignedOut ? "signed_out" : "offline");
    }
  };
  if (session) return <FirstPin session={session} />;
  if (state === "signed_out") {
    return (
      <p class="sheet ask">
        {t("shell_add_sign_in")}
        <a class="button main" href={signInAt(APP)}>
          {t("shell_sign_in")}
        </a>
      </p>
    );
  }
  return (
    <>
      {state && state !== "asking" && <p class="fault" role="alert">{t(`shell_add_${state}`)}</p>}
      <button type="button" class="big" onClick={add} disabled={state === "asking"}>
        {t("shell_add")}
      </button>
      {state === "known" && (
        <a class="button" href={signInAt(APP)}>
          {t("shell_sign_in_other")}
        </a>
      )}
    </>
  );
}

export function FirstPin({ session, onDone }) {
  const done = async (pin) => {
    const { username, name, department, county } = session;
    await keepPerson({ username, name, department, county });
    await setPin(username, pin);
    enter({ username, name, department });
    if (onDone) onDone();
  };
  return <NewPin name={session.name} onDone={done} />;
}

function Unlock({ who, onBack }) {
  const [trouble, setTrouble] = useState("");
  const [busy, setBusy] = useState(false);
  const [wait, setWait] = useState(0);
  const look = async () => setWait(leftOf(await person(who.username)));
  useEffect(() => {
    look();
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, []);
  const done = async (pin) => {
    setBusy(true);
    try {
      enter(await unlock(who.username, pin));
    } catch (fault) {
      setTrouble(fault instanceof TooSoon ? "" : t("shell_pin_wrong"));
      setBusy(false);
      look();
    }
  };
  const seconds = Math.ceil(wait / 1000);
  return (
    <main class="page narrow">
      <Pin
        label={t("shell_pin_of", { name: who.name })}
        busy={busy || seconds > 0}
        trouble={seconds > 0 ? t("shell_pin_wait", { n: seconds }) : trouble}
        onDone={done}
      />
      <div class="actions">
        <button type="button" onClick={onBack}>
          {t("shell_other_person")}
        </button>
        <Forgotten who={who} />
      </div>
    </main>
  );
}

// A forgotten PIN: whoever signs in with their password may set another.
function Forgotten({ who }) {
  const [state, setState] = useState("");
  const [session, setSession] = useState(null);
  const ask = async () => {
    try {
      const found = await asPerson("/visits/session");
      if (found.username === who.username) setSession(found);
      else setState("other");
    } catch (fault) {
      setState(fault instanceof SignedOut ? "other" : "offline");
    }
  };
  if (session) {
    return (
      <div class="over">
        <FirstPin session={session} />
      </div>
    );
  }
  return (
    <>
      <button type="button" onClick={ask}>
        {t("shell_pin_forgotten")}
      </button>
      {state === "other" && (
        <a class="button" href={signInAt(APP)}>
          {t("shell_pin_sign_in", { name: who.name })}
        </a>
      )}
      {state === "offline" && <p class="fault">{t("shell_add_offline")}</p>}
    </>
  );
}
