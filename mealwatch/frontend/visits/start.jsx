// The app: drawn when its page and its storage are there, and told to its worker.
import { render } from "preact";
import { Shell } from "./shell.jsx";

render(<Shell />, document.getElementById("app"));
