// The network as the engine wants it: no cookies, no redirects followed, no cache, and an end to waiting.
const SLOWEST_BYTES_A_SECOND = 4 * 1024;
const PATIENCE_MS = 60000;

export async function send({ method, path, headers = {}, body }) {
  const length = body ? body.length : 0;
  const stopping = new AbortController();
  const timer = setTimeout(() => stopping.abort(), PATIENCE_MS + (length / SLOWEST_BYTES_A_SECOND) * 1000);
  try {
    const answer = await fetch(path, {
      method,
      headers,
      body,
      credentials: "omit",
      redirect: "manual",
      cache: "no-store",
      signal: stopping.signal,
    });
    const text = method === "HEAD" ? "" : await answer.text();
    return { status: answer.status, header: (name) => answer.headers.get(name), text };
  } finally {
    clearTimeout(timer);
  }
}

export class SignedOut extends Error {}

// What a signed-in person asks or does: the json, or SignedOut.
export async function asPerson(path, { body, csrf } = {}) {
  const answer = await fetch(path, {
    method: body === undefined ? "GET" : "POST",
    headers: body === undefined ? {} : { "Content-Type": "application/json", "X-CSRFToken": csrf },
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: "same-origin",
    redirect: "manual",
    cache: "no-store",
  });
  if (answer.type === "opaqueredirect" || answer.status === 401) throw new SignedOut(path);
  const isJson = (answer.headers.get("Content-Type") || "").includes("json");
  const said = isJson ? await answer.json() : null;
  if (!answer.ok || !said) throw Object.assign(new Error(`${answer.status}`), { status: answer.status, said });
  return said;
}

export const signInAt = (back) => `/login?next=${encodeURIComponent(back)}`;
