// The app around the screens: which one is open by the address, who is there, and what every screen stands under.
import { useEffect, useState } from "preact/hooks";
import { Banners } from "./banners.jsx";
import { useDraft } from "./draft.js";
import { Enrol } from "./enrol.jsx";
import { count, keepHandingIn } from "./foreground.js";
import { Header } from "./header.jsx";
import { Home } from "./home.jsx";
import { useObservable } from "./observable.js";
import { Locked } from "./people.jsx";
import { present, resume, watchIdle } from "./present.js";
import { Schools } from "./schools.jsx";
import { device, open } from "./store.js";
import { healthy } from "./updates.js";
import { VisitScreen } from "./visit.jsx";
import { t } from "./words.js";

// {screen, id, part} of the address: #/visit/<draft>/<part>, #/schools, #/enrol, #/
export function routeOf(hash) {
  const [screen = "", id = "", part = ""] = hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  return { screen: screen || "home", id, part: part || "head" };
}

function useRoute() {
  const [route, setRoute] = useState(routeOf(location.hash));
  useEffect(() => {
    const moved = () => setRoute(routeOf(location.hash));
    addEventListener("hashchange", moved);
    return () => removeEventListener("hashchange", moved);
  }, []);
  return route;
}

// What stands in the way of using the app here at all, or null.
export function hindrance() {
  if (/MicroMessenger/i.test(navigator.userAgent)) return "wechat";
  if (!isSecureContext || !crypto.subtle) return "insecure";
  return typeof indexedDB === "undefined" ? "no_storage" : null;
}

export function Shell() {
  const route = useRoute();
  const { person, known } = useObservable(present);
  const [state, setState] = useState("opening");
  const look = async () => {
    try {
      await open();
      setState((await device()) ? "there" : "new");
      await resume();
      healthy();
    } catch {
      setState("closed");
    }
  };
  useEffect(() => {
    look();
  }, []);
  useEffect(() => {
    if (state !== "there") return undefined;
    count();
    const ends = [keepHandingIn(), watchIdle()];
    return () => ends.forEach((end) => end());
  }, [state]);
  useEffect(() => {
    document.title = `${t("shell_title")} · ${t("shell_app")}`;
    if (route.screen !== "visit") scrollTo(0, 0);
  }, [route.screen]);
  if (state === "closed") return <Hindered why="no_storage" />;
  if (state === "opening" || !known) return <p class="opening">{t("shell_opening")}</p>;
  if (state === "new") return <Enrol onDone={look} />;
  if (!person) return <Locked />;
  if (route.screen === "enrol") return <Enrol again onDone={() => (location.hash = "#/")} />;
  if (route.screen === "schools") return <Schools />;
  if (route.screen === "visit") return <Visit key={route.id} id={route.id} part={route.part} person={person} />;
  return <Home />;
}

function Visit({ id, part, person }) {
  const held = useDraft(id);
  if (held.draft === undefined) return <p class="opening">{t("shell_opening")}</p>;
  const mine = held.draft && held.draft.author === person.username;
  if (!mine || !held.pack) {
    return (
      <>
        <Header title={t("shell_title")} back />
        <main class="page">
          <p>{t(mine ? "shell_visit_no_pack" : "shell_visit_not_here")}</p>
          <a class="button main big" href="#/">
            {t("shell_home")}
          </a>
        </main>
      </>
    );
  }
  return (
    <>
      <Header title={held.draft.school_name} back />
      {["full", "elsewhere"].includes(held.state) && (
        <div class="page">
          <Banners />
        </div>
      )}
      <VisitScreen {...held} part={part} />
    </>
  );
}

export function Hindered({ why }) {
  return (
    <main class="page narrow">
      <h1>{t(`shell_hindered_${why}`)}</h1>
      <p>{t(`shell_hindered_${why}_do`)}</p>
      {why === "wechat" && <p class="address">{location.href}</p>}
    </main>
  );
}
