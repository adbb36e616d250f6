// What somebody has to know before anything else, each with what to do.
import { useEffect, useState } from "preact/hooks";
import { askToInstall, install } from "./install.js";
import { askToLast, lasting, room } from "./lasting.js";
import { useObservable } from "./observable.js";
import { status } from "./status.js";
import { device, serverState } from "./store.js";
import { now, updates } from "./updates.js";
import { t } from "./words.js";

const OLD_DAYS = 3;
const DAY_MS = 24 * 3600 * 1000;
const SKEW_MS = 5 * 60 * 1000;

// `home`: where there is time to hear how the app gets onto the home screen.
export function Banners({ home = false }) {
  const { oldest_ms, skew_ms, saved, trouble, lastSync } = useObservable(status);
  const { state, waiting } = useObservable(updates);
  const { here, offered } = useObservable(install);
  const [refused, setRefused] = useState(false);
  const [lasts, setLasts] = useState(true);
  const [space, setSpace] = useState(null);
  const [revoked, setRevoked] = useState(false);
  useEffect(() => {
    lasting().then(setLasts);
    room().then(setSpace);
    (async () => setRevoked(Boolean((await serverState((await device())?.device_id))?.revoked)))();
  }, [lastSync]);
  const days = oldest_ms === null ? 0 : Math.floor((Date.now() - oldest_ms) / DAY_MS);
  const ask = async () => {
    const given = await askToLast();
    setLasts(given);
    setRefused(given !== true);
  };
  const toHomeScreen = offered && (
    <button type="button" onClick={askToInstall}>
      {t("shell_install")}
    </button>
  );
  return (
    <>
      {saved === "full" || trouble === "full" ? <Told look="bad" text={t("shell_full")} /> : null}
      {saved === "elsewhere" && <Told look="bad" text={t("shell_elsewhere")} />}
      {revoked && (
        <Told look="bad" text={t("shell_revoked")}>
          <a class="button" href="#/enrol">
            {t("shell_enrol")}
          </a>
        </Told>
      )}
      {state === "off" && <Told text={t("shell_off")} />}
      {state === "refused" && <Told text={t("shell_no_worker")} />}
      {waiting && (
        <Told text={t("shell_update")}>
          <button type="button" onClick={now}>
            {t("shell_update_now")}
          </button>
        </Told>
      )}
      {days >= OLD_DAYS && <Told look="bad" text={t("shell_outbox_old", { n: days })} />}
      {space?.tight && <Told text={t("shell_tight", { n: space.percent })} />}
      {lasts !== true && (
        <Told text={t(!refused ? "shell_not_lasting_why" : here ? "shell_not_lasting_here" : "shell_not_lasting_do")}>
          <div class="actions">
            <button type="button" onClick={ask}>
              {t("shell_ask_to_last")}
            </button>
            {refused && toHomeScreen}
          </div>
        </Told>
      )}
      {home && !here && !(refused && lasts !== true) && (
        <div class="hint">
          <p class="soft">{t("shell_install_how")}</p>
          {toHomeScreen}
        </div>
      )}
      {skew_ms !== null && Math.abs(skew_ms) > SKEW_MS && (
        <Told text={t(skew_ms > 0 ? "shell_clock_behind" : "shell_clock_ahead", { n: skewWords(Math.abs(skew_ms)) })} />
      )}
    </>
  );
}

function skewWords(ms) {
  const minutes = Math.floor(ms / 60000);
  if (minutes < 120) return t("shell_minutes", { n: minutes });
  return minutes < 2880 ? t("shell_hours", { n: Math.floor(minutes / 60) }) : t("shell_days", { n: Math.floor(minutes / 1440) });
}

function Told({ text, look = "", children }) {
  return (
    <div class={`banner ${look}`} role={look === "bad" ? "alert" : "status"}>
      <p>{text}</p>
      {children}
    </div>
  );
}
