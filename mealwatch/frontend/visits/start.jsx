// The app begins: brought up to date if something newer is installed, then drawn.
import { render } from "preact";
import { watchInstall } from "./install.js";
import { Hindered, hindrance, Shell } from "./shell.jsx";
import { begin } from "./updates.js";
import { language } from "./words.js";

const place = document.getElementById("app");
const why = hindrance();
document.documentElement.lang = language() === "en" ? "en" : "zh-CN";
if (why) render(<Hindered why={why} />, place);
else {
  watchInstall();
  begin().catch(() => undefined);
  render(<Shell />, place);
}
