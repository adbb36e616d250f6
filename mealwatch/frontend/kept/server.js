// Talking to the server: the form token, whether it can be reached, and signing in again in place.
import { element, word } from "../words.js";

const PATIENCE = 10000;
const { person = "", username = "" } = document.body.dataset;
let token = (document.querySelector("input[name=csrf_token]") || {}).value || "";
let asking;

// `reached` is what the last try came to and `at` when; `expired` that the sign-in has run out.
export const state = { reached: navigator.onLine, expired: false, at: Date.now() };
export const me = { person, username };

// {status, data}; status 0 where the server was not reached, 401 where nobody is signed in.
export async function call(method, address, { body, form, headers = {} } = {}) {
  const first = await once(method, address, { body, form, headers });
  if (first.status !== 400 || !(await freshToken())) return first;
  return once(method, address, { body, form, headers });
}

async function once(method, address, { body, form, headers }) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  const options = { method, redirect: "manual", signal: stop.signal, headers: { ...headers, "X-CSRFToken": token } };
  // Another tab may have signed in somebody else: what one person typed is not sent as another.
  if (me.person && !address.startsWith("/kept/")) options.headers["X-Kept-Person"] = me.person;
  if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  } else if (form) options.body = form;
  try {
    const answer = await fetch(address, options);
    Object.assign(state, { reached: true, at: Date.now() });
    if (answer.type === "opaqueredirect") return { status: 401 };
    const isJson = (answer.headers.get("Content-Type") || "").includes("json");
    const data = answer.status === 204 ? null : isJson ? await answer.json() : await answer.text();
    return { status: answer.status, data };
  } catch (_unreached) {
    state.reached = false;
    return { status: 0 };
  } finally {
    clearTimeout(timer);
  }
}

async function freshToken() {
  const { status, data } = await once("GET", "/kept/me", {});
  if (status !== 200) return false;
  use(data.token);
  return true;
}

function use(fresh) {
  token = fresh;
  for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = fresh;
}

// Whether the server answers, and as whom.
export async function probe() {
  const { status, data } = await once("GET", "/kept/me", {});
  if (status === 200) use(data.token);
  return { reached: status !== 0, signedIn: status === 200 && data.person === me.person };
}

// Asks in place, over the form; true once the same person is signed in again, false where that is put off.
export function signIn() {
  if (!asking) {
    asking = ask().finally(() => {
      asking = undefined;
    });
  }
  return asking;
}

function ask() {
  const name = element("input", { id: "again-name", autocomplete: "username", value: me.username });
  const password = element("input", { id: "again-word", type: "password", autocomplete: "current-password" });
  const wrong = element("p", { class: "wrong", role: "alert" });
  const later = element("button", { type: "button" }, word("sign_in_later"));
  const form = element(
    "form",
    { method: "dialog", novalidate: "" },
    element("h2", {}, word("sign_in_title")),
    element("p", {}, word("sign_in_lead")),
    wrong,
    element("div", { class: "field" }, element("label", { for: "again-name" }, word("sign_in_username")), name),
    element("div", { class: "field" }, element("label", { for: "again-word" }, word("sign_in_password")), password),
    element("p", { class: "acts" }, element("button", { class: "main" }, word("sign_in_go")), later),
  );
  const dialog = element("dialog", { class: "kept-dialog", "aria-label": word("sign_in_title") }, form);
  document.body.append(dialog);
  const before = document.activeElement;
  dialog.showModal();
  (me.username ? password : name).focus();
  return new Promise((done) => {
    const end = (signedIn) => {
      state.expired = !signedIn;
      dialog.remove();
      if (before) before.focus();
      done(signedIn);
    };
    later.addEventListener("click", () => end(false));
    dialog.addEventListener("cancel", () => end(false));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      event.stopPropagation();
      const body = { username: name.value, password: password.value };
      const { status, data } = await call("POST", `/kept/sign-in?county=${me.person.split(".")[0]}`, { body });
      if (status === 200) {
        use(data.token);
        if (data.person !== me.person) return location.reload(); // somebody else: what is typed stays kept for its owner
        return end(true);
      }
      wrong.textContent = status === 422 ? [data.text, data.advice].filter(Boolean).join("。") : word("sign_in_failed");
      password.select();
    });
  });
}
