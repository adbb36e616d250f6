// The county's clock on a tablet set to any zone: wall times are Shanghai's, as text.
const SHANGHAI_MS = 8 * 3600 * 1000;

const shifted = (ms) => new Date(ms + SHANGHAI_MS).toISOString();

// "2026-11-23T06:10:00+08:00"
export const moment = (ms = Date.now()) => `${shifted(ms).slice(0, 19)}+08:00`;
// "2026-11-23"
export const today = (ms = Date.now()) => shifted(ms).slice(0, 10);
// "06:10"
export const hour = (ms = Date.now()) => shifted(ms).slice(11, 16);
// "11月23日 06:10" of a moment as text or of milliseconds
export function plainMoment(when) {
  const ms = typeof when === "number" ? when : Date.parse(when);
  if (Number.isNaN(ms)) return "";
  const text = shifted(ms);
  return `${Number(text.slice(5, 7))}月${Number(text.slice(8, 10))}日 ${text.slice(11, 16)}`;
}
// "11月23日" of a date as text
export const plainDay = (on) => `${Number(on.slice(5, 7))}月${Number(on.slice(8, 10))}日`;
