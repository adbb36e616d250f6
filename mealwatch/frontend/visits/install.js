// The app on the home screen: whether it is there already, and the browser's offer to put it there.
import { observable } from "./observable.js";

export const install = observable({ here: false, offered: false });
let offer = null;

// Listens from the app's first moment on: the browser makes its offer once, and early.
export function watchInstall(where = globalThis) {
  const alone = where.matchMedia?.("(display-mode: standalone), (display-mode: fullscreen)").matches;
  install.set({ here: Boolean(alone || where.navigator?.standalone), offered: false });
  where.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer = event;
    install.set({ offered: true });
  });
  where.addEventListener("appinstalled", () => {
    offer = null;
    install.set({ here: true, offered: false });
  });
}

// Takes the offer up: true when the person agreed. An offer is good for one question.
export async function askToInstall() {
  const asked = offer;
  offer = null;
  install.set({ offered: false });
  if (!asked) return false;
  await asked.prompt();
  return (await asked.userChoice)?.outcome === "accepted";
}
