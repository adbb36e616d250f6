// The team eats with the pupils (H1): who, which meal, and what it was like.
import { useState } from "preact/hooks";
import { t } from "./words.js";

const MEALS = ["breakfast", "lunch", "dinner"];

export function Meal({ body, change }) {
  const kept = body.meal_eaten || { who: [], meal: (body.heads && body.heads.meal) || "lunch", words: "" };
  const [more, setMore] = useState("");
  const names = [...new Set([...body.team.map(({ name }) => name), ...kept.who])].filter((name) => name.trim());
  const save = (changed) => {
    const next = { ...kept, ...changed };
    change(["meal_eaten"], next.who.length || next.words ? next : null);
  };
  const toggle = (name) => save({ who: kept.who.includes(name) ? kept.who.filter((one) => one !== name) : [...kept.who, name] });
  const add = (event) => {
    event.preventDefault();
    const name = more.trim();
    if (name && !kept.who.includes(name)) save({ who: [...kept.who, name] });
    setMore("");
  };
  return (
    <section class="m-part">
      <header class="m-head">
        <h2>{t("measure_meal_title")}</h2>
        <p>{t("measure_meal_how")}</p>
      </header>
      <div class="sheet m-form">
        <div class="m-choices" role="group" aria-label={t("measure_meal_who")}>
          {names.map((name) => (
            <button type="button" key={name} aria-pressed={kept.who.includes(name)} onClick={() => toggle(name)}>
              {name}
            </button>
          ))}
        </div>
        <form class="m-inline" onSubmit={add}>
          <label class="m-unseen" for="m-eater">
            {t("measure_meal_more")}
          </label>
          <input id="m-eater" value={more} placeholder={t("measure_meal_more")} autocomplete="off" onInput={(event) => setMore(event.currentTarget.value)} />
          <button type="submit">{t("measure_add")}</button>
        </form>
        <div class="m-units" role="group" aria-label={t("measure_meal_which")}>
          {MEALS.map((meal) => (
            <button type="button" key={meal} aria-pressed={kept.meal === meal} onClick={() => save({ meal })}>
              {t(`measure_meal_${meal}`)}
            </button>
          ))}
        </div>
        <div class="m-field">
          <label for="m-meal-words">{t("measure_meal_words")}</label>
          <textarea id="m-meal-words" rows="4" value={kept.words} onInput={(event) => save({ words: event.currentTarget.value })} />
        </div>
      </div>
    </section>
  );
}
