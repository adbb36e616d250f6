// Always in sight: where we are, whether there is a network, what waits, whether everything is on the disk.
import { useObservable } from "./observable.js";
import { status } from "./status.js";
import { plainMoment } from "./moments.js";
import { t } from "./words.js";

const SAVED = { saved: "shell_saved", dirty: "shell_saving", saving: "shell_saving" };
// Bytes as MB with one digit; what is there is never nothing.
export const megabytes = (bytes) => (Math.ceil(bytes / 104858) / 10).toFixed(1);

export function Header({ title, back = false, children }) {
  const { online, waiting, bytes, lastSync, saved } = useObservable(status);
  return (
    <header class="top">
      <div class="top-row">
        {back && (
          <a class="back" href="#/" aria-label={t("shell_home")}>
            ‹
          </a>
        )}
        <h1>{title}</h1>
        {children}
      </div>
      <p class="top-state" role="status">
        <span class={`mark ${online ? "met" : "off"}`}>{t(online ? "shell_online" : "shell_offline")}</span>
        <span class={`mark ${waiting ? "info" : "off"}`}>
          {waiting ? t("shell_waiting", { n: waiting, mb: megabytes(bytes) }) : t("shell_nothing_waiting")}
        </span>
        <span class={`mark ${saved === "saved" ? "met" : SAVED[saved] ? "off" : "short"}`}>{t(SAVED[saved] || "shell_not_saved")}</span>
        <span class="soft">{lastSync ? t("shell_last_sync", { when: plainMoment(lastSync) }) : t("shell_never_synced")}</span>
      </p>
    </header>
  );
}
