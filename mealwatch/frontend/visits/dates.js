// Days as people say them; a date is text (2026-11-23) from one end to the other.
import { t } from "./words.js";

export function dayWords(on) {
  const [year, month, day] = on.split("-").map(Number);
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return t("measure_day", { month, day, weekday: t(`measure_weekday_${weekday}`) });
}

export function dateWords(on) {
  const [year, month, day] = on.split("-").map(Number);
  return t("measure_date", { year, month, day });
}
