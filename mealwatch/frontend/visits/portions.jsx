// Three portions of meat, vegetable and staple on the scale, against the menu's grams (E2).
import { readAmount } from "./amount.jsx";
import { portioned, promised, suggestion } from "./measures.js";
import { Suggested } from "./measuring.jsx";
import { Shots } from "./shots.jsx";
import { t } from "./words.js";

const WHATS = ["main_meat", "vegetable", "staple"];
const PORTIONS = [0, 1, 2];

export function Portions({ draft, body, pack, change }) {
  const says = suggestion("portions", body);
  const menu = menuOf(pack, body);
  return (
    <section class="m-part">
      <header class="m-head">
        <h2>{t("measure_portions_title")}</h2>
        <p>{t("measure_portions_how")}</p>
      </header>
      {WHATS.map((what) => (
        <Portion key={what} {...{ what, menu, draft, body, change }} />
      ))}
      {says && <Suggested item="E2" says={says} />}
    </section>
  );
}

function menuOf(pack, { visit, heads }) {
  const today = ((pack && pack.menus) || []).filter(({ on }) => on === visit.dated_on);
  return today.find(({ meal }) => heads && meal === heads.meal) || today[0] || { dishes: [] };
}

// What is typed stays in the draft; a row that is whole stands in the body.
function Portion({ what, menu, draft, body, change }) {
  const key = `portion-${what}`;
  const dishes = menu.dishes.filter((one) => one.what === what);
  const typed = { ...start(dishes[0]), ...((body.entering && body.entering[key]) || {}) };
  const type = (changed) => {
    const next = { ...typed, ...changed };
    change(["entering", key], next);
    const others = (body.portions || []).filter((one) => one.what !== what);
    const row = whole(what, next);
    change(["portions"], row ? [...others, row] : others);
  };
  const row = (body.portions || []).find((one) => one.what === what);
  const id = `m-${key}`;
  const weight = (name, value, label, put) => (
    <div class="m-field m-gram" key={name}>
      <label for={`${id}-${name}`}>{label}</label>
      <input
        id={`${id}-${name}`}
        value={value}
        inputmode="numeric"
        autocomplete="off"
        aria-invalid={value.trim() && grams(value) === null ? "true" : undefined}
        onInput={(event) => put(event.currentTarget.value)}
      />
    </div>
  );
  return (
    <article class="sheet m-portion">
      <h3>{t(`measure_what_${what}`)}</h3>
      {dishes.length > 1 && (
        <div class="m-units" role="group" aria-label={t("measure_dish")}>
          {dishes.map((dish) => (
            <button type="button" key={dish.name} aria-pressed={typed.dish === dish.name} onClick={() => type(start(dish))}>
              {dish.name}
            </button>
          ))}
        </div>
      )}
      <div class="m-grams">
        <div class="m-field m-dish">
          <label for={`${id}-dish`}>{t("measure_dish")}</label>
          <input id={`${id}-dish`} value={typed.dish} autocomplete="off" onInput={(event) => type({ dish: event.currentTarget.value })} />
        </div>
        {weight("planned", typed.planned, t("measure_planned"), (planned) => type({ planned }))}
      </div>
      <div class="m-grams">
        {PORTIONS.map((at) =>
          weight(`weight-${at}`, typed.weights[at], t("measure_portion", { n: at + 1 }), (text) =>
            type({ weights: typed.weights.map((one, index) => (index === at ? text : one)) }),
          ),
        )}
      </div>
      <Shots digests={typed.photos} role="scale" draft={draft} label={t("measure_weigh_photo")} onChange={(photos) => type({ photos })} />
      {row && <PortionOutcome row={row} />}
    </article>
  );
}

export function PortionOutcome({ row }) {
  const { found, wanted, percent, met } = portioned(row);
  return (
    <p class="m-result" role="status">
      {t("measure_portioned", { found, wanted, percent })} <span class={`mark ${met ? "met" : "missing"}`}>{t(met ? "measure_portions_met" : "measure_portions_off")}</span>
    </p>
  );
}

const start = (dish) => ({ dish: dish ? dish.name : "", planned: dish ? String(promised(dish)) : "", weights: ["", "", ""], photos: [] });

function grams(text) {
  const { base } = readAmount(text, "g", "g");
  return base === undefined ? null : base;
}

function whole(what, { dish, planned, weights, photos }) {
  const row = { dish: dish.trim(), what, planned_g: grams(planned), weighed_g: weights.map(grams), photos };
  return row.dish && row.planned_g && row.weighed_g.every((one) => one !== null) ? row : null;
}
