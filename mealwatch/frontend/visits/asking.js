// One question to the server, and what an answer that is no answer means.

// The round ends here: nothing more will go through now.
export class Stop extends Error {
  constructor(why, wait_ms = 0) {
    super(why);
    Object.assign(this, { why, wait_ms });
  }
}

// This one did not go through; others may.
export class Unheard extends Error {
  constructor(why, wait_ms = 0) {
    super(why);
    Object.assign(this, { why, wait_ms });
  }
}

const BREATH_MS = 500;
const LONGEST_WAIT_MS = 3600 * 1000;

// {status, header(name), text}. `own`: statuses beside 2xx and 404 that the caller reads itself.
export async function ask(one, { own = [], ...request }) {
  const answer = await sent(one, request);
  const { status } = answer;
  if ((status >= 200 && status < 300) || own.includes(status)) return answer;
  if (status === 401 || status === 403) throw new Stop("refused");
  if (status === 429 || status === 503) throw new Stop("busy", waitOf(answer, one.clock.now()));
  if (status === 413) throw new Unheard("too_big");
  if (status === 423) throw new Unheard("busy");
  if (status >= 500) throw new Unheard("server", waitOf(answer, one.clock.now()));
  if (status >= 400) throw new Unheard("refused");
  throw new Unheard("portal");
}

// Every question may be put twice, for the server answers alike: a line that worked and broke is tried once more
// before the round ends.
async function sent(one, request) {
  for (let again = one.round.reached; ; again = false) {
    try {
      return await one.send(request);
    } catch {
      if (!again) throw new Stop("offline");
      await one.pause(BREATH_MS);
    }
  }
}

// How long the server asks to be left alone, in ms.
export function waitOf(answer, now) {
  const said = (answer.header("Retry-After") || "").trim();
  if (/^\d{1,9}$/.test(said)) return Math.min(Number(said) * 1000, LONGEST_WAIT_MS);
  const until = Date.parse(said);
  if (Number.isNaN(until)) return 0;
  const from = Date.parse(answer.header("Date") || "");
  return Math.min(Math.max(0, until - (Number.isNaN(from) ? now : from)), LONGEST_WAIT_MS);
}
