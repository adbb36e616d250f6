// What is typed is never lost: forms that are kept, the queue of what was handed in without a network, and the
// service worker that has the pages at hand. What belongs to one person is not shown to another.
import { element, word } from "../words.js";
import { KeptForm } from "./forms.js";
import * as queue from "./queue.js";
import { me } from "./server.js";
import * as store from "./store.js";

const ENDED = "mealwatch-ended";
const LAST_PERSON = "mealwatch.person";
const PAGES = "mealwatch-pages";

// Forms that went through, as the server has said in its cookie: their drafts are no longer wanted.
async function endDrafts() {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith(`${ENDED}=`));
  if (!cookie) return;
  const places = cookie.slice(ENDED.length + 1).replace(/^"|"$/g, "").split("|").filter(Boolean);
  for (const place of places) await store.remove("drafts", `${me.person}|${decodeURIComponent(place)}`);
  document.cookie = `${ENDED}=; max-age=0; path=/; samesite=lax`;
}

const forgetPages = () => ("caches" in window ? caches.delete(PAGES) : undefined);

// The pages kept for one person are not another's.
async function forOne() {
  try {
    if (localStorage.getItem(LAST_PERSON) !== me.person) {
      await forgetPages();
      localStorage.setItem(LAST_PERSON, me.person);
    }
  } catch (_refused) {
    await forgetPages();
  }
}

for (const form of document.querySelectorAll('form[action$="/logout"]')) form.addEventListener("submit", forgetPages);

async function begin() {
  if (me.person) {
    await forOne();
    await endDrafts();
    queue.begin();
    const forms = [...document.querySelectorAll("form[data-kept]")].map((form) => new KeptForm(form));
    await Promise.all(forms.map((form) => form.start()));
    document.documentElement.dataset.kept = "ready";
  }
  const at = document.body.dataset.copyOf;
  if (at) document.getElementById("main").prepend(element("p", { class: "flash kept-copy", role: "status" }, word("offline_copy", { when: at })));
  if ("serviceWorker" in navigator && isSecureContext) {
    navigator.serviceWorker.register("/sw.js", { scope: "/" }).catch(() => undefined);
  }
}

begin();
