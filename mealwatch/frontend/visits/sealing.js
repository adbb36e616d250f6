// What is signed and what becomes the record: one content, its digest, and signatures that hold for nothing else.
import { digest } from "./canonical.js";
import { forget } from "./draft.js";
import { handIn } from "./foreground.js";
import { hour } from "./moments.js";
import { answersOf, content, signatureOf, signersOf } from "./papers.js";
import { score } from "./score.js";
import { finalise, keepBlob, NotEnrolled, StorageFull, TooLong } from "./store.js";

export const scored = (body, list) => score(list, answersOf(body), body.red_lines);

// Whether the signatures there are stand under this very content.
export const stillSigned = async (body) =>
  !(body.signatures || []).length || (await digest(content(body))) === body.content_digest;

export const keepStrokes = (strokes) =>
  keepBlob(new TextEncoder().encode(JSON.stringify(strokes)), { mime: "application/json", role: "signature" });

// Puts a signature under the content as it now is. The first one settles the hour of leaving and the score.
export async function putSignature({ body, pack, change, flush }, signature) {
  let now = body;
  if (!body.signatures.length) {
    const { got_halves, base, grade } = scored(body, pack.list);
    now = { ...body, visit: { ...body.visit, left: body.visit.left || hour() }, score: { got_halves, base, grade: grade || "" } };
    change(["visit", "left"], now.visit.left);
    change(["score"], now.score);
    change(["content_digest"], await digest(content(now)));
  }
  const others = body.signatures.filter((one) => one !== signatureOf(body, signature));
  change(["signatures"], [...others, signature]);
  await flush();
}

export async function takeBack({ body, change, flush }, signature) {
  change(
    ["signatures"],
    body.signatures.filter((one) => one !== signature),
  );
  await flush();
}

// Who has not signed: {needed: without whom there is no record, absent: members who had to leave, by name}.
export function unsigned({ body, pack }) {
  const open = signersOf(body, pack).filter((one) => !signatureOf(body, one));
  const absent = open.filter(({ role }) => role === "member").map(({ name }) => name);
  return { needed: open.length - absent.length, absent };
}

// Makes the record of what was signed, ends the draft, and hands the record in where there is a network.
export async function finish({ flush }) {
  const draft = await flush();
  const { signatures, content_digest } = draft.body;
  const signed = content(draft.body);
  if ((await digest(signed)) !== content_digest) throw Object.assign(new Error("void"), { word: "void" });
  try {
    await finalise({ ...draft, body: { ...signed, content_digest, signatures } }, { app_ver: version() });
  } catch (error) {
    throw Object.assign(error, { word: wordFor(error) });
  }
  forget(draft.id);
  handIn().catch(() => undefined);
}

function wordFor(error) {
  if (error instanceof NotEnrolled) return "not_enrolled";
  if (error instanceof StorageFull) return "full";
  return error instanceof TooLong ? "long" : "failed";
}

const version = () => document.body.dataset.build || "0";
