// The running figure as it is written: the twin of desk/today/presenters.py, whose words it is given.
import { gapOf, placesOf, plus, yuan } from "./week.js";

const SIGNS = {
  met: ["✓", "met"], unverified: ["?", "info"], likely_met: ["→", "info"],
  likely_short: ["!", "missing"], short: ["✗", "short"], none: ["—", "off"],
};

export const fill = (text, places) => text.replace(/\{(\w+)\}/g, (_all, name) => String(places[name]));

const grouped = (text) => text.replace(/^(−?)(\d+)/, (_all, sign, whole) => sign + whole.replace(/\B(?=(\d{3})+$)/g, ","));

// {mark, kind, parts}: what is said of one group's week.
export function texts(bar, say) {
  const places = placesOf(bar);
  const gap = gapOf(bar);
  const money = (ratio, digits = 2) => grouped(yuan(ratio, digits));
  const figures = {
    reached: money(bar.reached, places), floor: money(bar.floor), gap: money(gap, places), forecast: money(bar.forecast),
  };
  const parts = [
    fill(say.today, { yuan: money(bar.today) }),
    fill(say.days, bar),
    fill(say.week, figures),
  ];
  if (gap[0] > 0n) {
    parts.push(fill(say.gap, figures));
    if (bar.state === "likely_met" || bar.state === "likely_short") {
      parts.push(fill(bar.unknown ? say.forecast_least : say.forecast, { ...figures, days: bar.unknown }));
    }
  }
  if (bar.missing) parts.push(fill(say.missing, { days: bar.missing }));
  const owed = plus(bar.standard, [-bar.reached[0], bar.reached[1]]);
  if (bar.standard[0] > bar.floor[0] && owed[0] > 0n && gap[0] === 0n) {
    parts.push(fill(say.standard, { standard: money(bar.standard), gap: money(owed) }));
  }
  const [sign, kind] = SIGNS[bar.state];
  return { mark: `${sign} ${say[bar.state]}`, kind, parts };
}

// A line of figures into its place.
function write(line, bar, say, name) {
  const { mark, kind, parts } = texts(bar, say);
  const badge = document.createElement("span");
  badge.className = `mark ${kind}`;
  badge.textContent = mark;
  const shown = [badge];
  for (const [place, text] of [name, ...parts].entries()) {
    if (!text) continue;
    const part = document.createElement("span");
    if (!place) part.className = "of";
    part.textContent = text;
    shown.push(part);
  }
  line.replaceChildren(...shown);
  line.dataset.state = bar.state;
}

// The bar at the foot of the page; of several groups the worst first, all of them on a tap.
export function show(box, found, { names, words, own }) {
  const { bars, price } = found;
  const first = box.querySelector("[data-figures]");
  if (!first) return;
  if (bars.length) write(first, bars[0], words, bars.length > 1 ? names[bars[0].group] : "");
  if (own) {
    const part = document.createElement("span");
    part.textContent = fill(words.this_meal, { yuan: yuan(price) });
    first.append(part);
  }
  const all = box.querySelector("[data-all]");
  if (all) {
    all.replaceChildren(
      ...bars.map((bar) => {
        const line = document.createElement("p");
        line.className = "figures";
        write(line, bar, words, names[bar.group]);
        return line;
      }),
    );
  }
  if (bars.length) gauge(box.querySelector(".gauge"), bars[0]);
}

function gauge(drawing, bar) {
  if (!drawing) return;
  const part = bar.reached[0] > 0n ? bar.reached[0] / bar.reached[1] : 0n;
  const whole = bar.floor[0] > 1n ? bar.floor[0] : 1n;
  const least = (whole * 105n) / 100n;
  const most = least > part ? least : part || 1n;
  drawing.classList.toggle("below", part < whole);
  drawing.querySelector(".part").setAttribute("width", String((part * 1000n) / most));
  drawing.querySelector(".line").setAttribute("x", String((whole * 1000n) / most - 2n));
}
