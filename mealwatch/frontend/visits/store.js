// Everything the app keeps on the tablet, under one name.
export { all, alone, ChangedElsewhere, close, lines, NotSaved, note, open, SCHEMA, StorageFull } from "./storage/base.js";
export { blob, keepBlob, named } from "./storage/blobs.js";
export * from "./storage/device.js";
export { draft, drafts, dropDraft, newDraft, saveDraft } from "./storage/drafts.js";
export { dropPacks, PackDamaged, pack, packById, packKey, packs, savePack, whole } from "./storage/packs.js";
export * from "./storage/people.js";
export { envelope, finalise, mark, NotEnrolled, outbox, purge, row, text, TooLong } from "./storage/outbox.js";
