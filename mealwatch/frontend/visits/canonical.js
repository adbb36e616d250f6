// One text for one value, the same here and on the server, and its hash: the twin of devices/domain/canonical.py.
const DEEPEST = 32;
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const ASCII = /^[\x00-\x7f]*$/;

export class NotCanonical extends Error {}

export function canonical(value, depth = 0) {
  if (depth > DEEPEST) throw new NotCanonical("nested too deep");
  if (value === null || value === true || value === false) return String(value);
  if (typeof value === "string") {
    if (HALF.test(value)) throw new NotCanonical("half a character");
    return JSON.stringify(value);
  }
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new NotCanonical("no whole number that is counted exactly");
    return String(Object.is(value, -0) ? 0 : value);
  }
  if (Array.isArray(value)) return `[${value.map((part) => canonical(part, depth + 1)).join(",")}]`;
  if (typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype) {
    const parts = Object.keys(value)
      .sort()
      .map((key) => {
        if (!ASCII.test(key)) throw new NotCanonical("a key that is not ASCII");
        return `${JSON.stringify(key)}:${canonical(value[key], depth + 1)}`;
      });
    return `{${parts.join(",")}}`;
  }
  throw new NotCanonical("a value that JSON does not hold exactly");
}

export const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export const bytesOf = (text) => new TextEncoder().encode(text);

export const fromBase64 = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

export function toBase64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

// sha256 of bytes, as hex.
export const sha256 = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));

// sha256 of 0x00 and the canonical text, as hex.
export const digest = (value) => digestOf(canonical(value));

export function digestOf(text) {
  const written = bytesOf(text);
  const whole = new Uint8Array(written.length + 1);
  whole.set(written, 1);
  return sha256(whole);
}
