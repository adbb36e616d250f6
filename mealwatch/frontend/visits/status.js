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
});
