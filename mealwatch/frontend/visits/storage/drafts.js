// Visits being made: saved as they grow, read back before anybody is told so.
import { uuid7 } from "../uuid.js";
import { all, ChangedElsewhere, get, NotSaved, write } from "./base.js";
import { named, sweep } from "./blobs.js";

export const drafts = async () => (await all("drafts")).filter((one) => !one.finalised);
export const draft = (id) => get("drafts", id);

// The draft as it now stands on the disk, with its next `rev`. Throws ChangedElsewhere where another tab was faster.
export async function saveDraft(given) {
  const next = { ...given, rev: (given.rev || 0) + 1, updated_at: new Date().toISOString() };
  await write("drafts", async (tx) => {
    const there = await tx.store.get(given.id);
    if (there && (there.rev !== given.rev || there.finalised)) throw new ChangedElsewhere(given.id);
    await tx.store.put(next);
  });
  const back = await draft(next.id);
  if (!back || back.rev < next.rev) throw new NotSaved("draft");
  return next;
}

// A new visit to a school of a pack, by somebody, now.
export function newDraft({ pack, author, dated_on, arrived, kind = "surprise" }) {
  const id = uuid7();
  return {
    id,
    school: pack.school.code,
    school_name: pack.school.name,
    author: author.username,
    pack: pack.id,
    rev: 0,
    at: { section: "head", scroll: 0 },
    created_at: new Date().toISOString(),
    finalised: false,
    voided: false,
    body: {
      visit: {
        id,
        stop: pack.stop ? pack.stop.id : null,
        school: pack.school.code,
        canteen: pack.canteen ? pack.canteen.code : "",
        kind,
        unannounced: true,
        dated_on,
        arrived,
        left: "",
        gps: null,
      },
      list: { code: pack.list.code, version: pack.list.version, digest: pack.list.digest },
      pack: { id: pack.id, digest: pack.digest },
      team: teamOf(pack, author),
      school_side: { name: pack.school.principal || "", post: "" },
      heads: { meal: "lunch", enrolled: null, present: null, served: null },
      answers: {},
      red_lines: {},
      unchecked_reason: "",
      rechecks: [],
      weighings: [],
      counts: [],
      portions: [],
      matches: [],
      meal_eaten: null,
      tally: null,
      log: [],
      reply: { text: "" },
      score: { got_halves: 0, base: 0, grade: "" },
      content_digest: "",
      signatures: [],
    },
  };
}

function teamOf(pack, author) {
  const given = (pack.stop && pack.stop.team && pack.stop.team.length ? pack.stop.team : pack.team) || [];
  const team = given.map((one) => ({
    name: one.name,
    department: one.department || "",
    username: one.username || null,
    leader: Boolean(one.leader),
  }));
  if (!team.some((one) => one.username === author.username)) {
    team.unshift({ name: author.name, department: author.department || "", username: author.username, leader: false });
  }
  if (!team.some((one) => one.leader)) team[0].leader = true;
  return team;
}

// A draft thrown away by whoever made it, with the photos that only it speaks of.
export const dropDraft = (id) =>
  write(["drafts", "outbox", "blobs"], async (tx) => {
    const there = await tx.objectStore("drafts").get(id);
    if (!there || there.finalised) return;
    await tx.objectStore("drafts").delete(id);
    await sweep(tx, named(there.body));
  });
