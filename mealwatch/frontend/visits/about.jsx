// The tablet itself: its name, what is installed, how much room there is, and its language.
import { useEffect, useState } from "preact/hooks";
import { lasting, room } from "./lasting.js";
import { useObservable } from "./observable.js";
import { device, SCHEMA } from "./store.js";
import { look, updates } from "./updates.js";
import { chooseLanguage, language, t } from "./words.js";

export function About() {
  const { number, state } = useObservable(updates);
  const [mine, setMine] = useState(null);
  const [lasts, setLasts] = useState(null);
  const [space, setSpace] = useState(null);
  useEffect(() => {
    device().then(setMine);
    lasting().then(setLasts);
    room().then(setSpace);
  }, []);
  const { build, schema } = document.body.dataset;
  const other = language() === "en" ? "zh" : "en";
  return (
    <details class="about">
      <summary>{t("shell_about")}</summary>
      <dl>
        <dt>{t("shell_tablet")}</dt>
        <dd>{mine ? `${mine.name || ""} · ${mine.device_id}` : "—"}</dd>
        <dt>{t("shell_lasting")}</dt>
        <dd>{t(lasts === true ? "shell_lasting_yes" : lasts === false ? "shell_lasting_no" : "shell_lasting_unknown")}</dd>
        <dt>{t("shell_room")}</dt>
        <dd>{space ? t("shell_room_of", { percent: space.percent, mb: Math.round(space.used / 1048576) }) : "—"}</dd>
        <dt>{t("shell_versions")}</dt>
        <dd>{t("shell_versions_are", { app: build, worker: number || t(state === "off" ? "shell_worker_off" : "shell_worker_none"), schema: `${schema}.${SCHEMA}` })}</dd>
      </dl>
      <div class="actions">
        <button type="button" onClick={look}>
          {t("shell_look_for_update")}
        </button>
        <button type="button" lang={other === "en" ? "en" : "zh-CN"} onClick={() => chooseLanguage(other)}>
          {other === "en" ? "English" : "中文"}
        </button>
      </div>
    </details>
  );
}
