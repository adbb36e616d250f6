// What the header says: {online, waiting, bytes, lastSync, busy, progress, saved, skew_ms, full, wait_ms}.
import { observable } from "./observable.js";

export const status = observable({
  online: typeof navigator === "undefined" || navigator.onLine !== false,
  waiting: 0,
  bytes: 0,
  lastSync: null,
  busy: false,
  progress: null,
  saved: "saved",
  skew_ms: null,
  trouble: null,
  oldest_ms: null,
  taken: 0, // grows whenever a school was taken along or removed
});
