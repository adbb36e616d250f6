// The app around the screens: which one is open by the address, and the header that is always in sight.
import { useEffect, useState } from "preact/hooks";
import { useDraft } from "./draft.js";
import { Header } from "./header.jsx";
import { VisitScreen } from "./visit.jsx";
import { t } from "./words.js";

// {screen, id, part} of the address: #/visit/<draft>/<part>, #/schools, #/ ...
export function routeOf(hash) {
  const [screen = "", id = "", part = ""] = hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  return { screen: screen || "home", id, part: part || "head" };
}

export function useRoute() {
  const [route, setRoute] = useState(routeOf(location.hash));
  useEffect(() => {
    const moved = () => setRoute(routeOf(location.hash));
    addEventListener("hashchange", moved);
    return () => removeEventListener("hashchange", moved);
  }, []);
  return route;
}

export function Shell() {
  const route = useRoute();
  if (route.screen === "visit") return <Visit key={route.id} {...route} />;
  return <Header title={t("shell_title")} />;
}

function Visit({ id, part }) {
  const held = useDraft(id);
  if (held.draft === undefined) return <p class="opening">…</p>;
  if (!held.draft) return <Header title={t("shell_title")} />;
  return (
    <>
      <Header title={held.draft.school_name} back />
      <VisitScreen {...held} part={part} />
    </>
  );
}
