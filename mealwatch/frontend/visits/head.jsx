// Who came, when, to whom: the first page of a visit.
import { useState } from "preact/hooks";
import { useHere } from "./here.js";
import { hour } from "./moments.js";
import { KINDS, LEAST_TEAM, MEALS, missing, withLeader } from "./visit_rules.js";
import { t } from "./words.js";

export function Head() {
  const { body, pack, change } = useHere();
  const gaps = missing(body, pack).filter(({ section }) => section === "head");
  const { visit } = body;
  const put = (name, value) => change(["visit", name], value);
  return (
    <>
      <section class="sheet head-time">
        <h2>{t("item_arrival")}</h2>
        <div class="pair">
          {visit.arrived && (
            <label>
              {t("item_arrived")}
              <input type="time" value={visit.arrived} onInput={(event) => put("arrived", event.currentTarget.value)} />
            </label>
          )}
          <button type="button" class={visit.arrived ? "" : "main big"} onClick={() => put("arrived", hour())}>
            {t("item_arrive_now")}
          </button>
          <Position at={visit.gps} onChange={(gps) => put("gps", gps)} />
        </div>
        <Choice label={t("item_kind")} all={KINDS} value={visit.kind} word={(one) => t(`item_kind_${one}`)} onChange={(one) => put("kind", one)} />
        <button type="button" class="choice" aria-pressed={visit.unannounced} onClick={() => put("unannounced", !visit.unannounced)}>
          {t("item_unannounced")}
        </button>
      </section>
      <Team />
      <SchoolSide />
      <Heads />
      <p class="soft">{t("item_list", { title: pack.list.title, version: pack.list.version })}</p>
      {gaps.length > 0 && (
        <p class="gap" role="status">
          {gaps.map(({ key }) => t(`item_missing_${key}`)).join(" ")}
        </p>
      )}
    </>
  );
}

export function Choice({ label, all, value, word, onChange }) {
  return (
    <div class="chips" role="group" aria-label={label}>
      {all.map((one) => (
        <button type="button" key={one} aria-pressed={one === value} onClick={() => onChange(one)}>
          {word(one)}
        </button>
      ))}
    </div>
  );
}

// Where the tablet stands, only when somebody asks for it; whole millionths of a degree.
function Position({ at, onChange }) {
  const [state, setState] = useState("");
  if (!navigator.geolocation) return null;
  const find = () => {
    setState(t("item_gps_asking"));
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState("");
        onChange({
          lat_e6: Math.round(coords.latitude * 1e6),
          lon_e6: Math.round(coords.longitude * 1e6),
          accuracy_m: Math.round(coords.accuracy),
        });
      },
      () => setState(t("item_gps_none")),
      { enableHighAccuracy: true, timeout: 20000 },
    );
  };
  return (
    <p class="position">
      <button type="button" onClick={at ? () => onChange(null) : find}>
        {at ? t("item_gps_forget") : t("item_gps")}
      </button>
      <span class="soft" role="status">
        {at ? t("item_gps_known", { m: at.accuracy_m }) : state}
      </span>
    </p>
  );
}

function Team() {
  const { body, change } = useHere();
  const [name, setName] = useState("");
  const [department, setDepartment] = useState("");
  const { team } = body;
  const put = (next) => change(["team"], withLeader(next));
  const add = (event) => {
    event.preventDefault();
    if (!name.trim()) return;
    put([...team, { name: name.trim(), department: department.trim(), username: null, leader: !team.length }]);
    setName("");
    setDepartment("");
  };
  return (
    <section class="sheet">
      <h2>{t("item_team", { least: LEAST_TEAM })}</h2>
      <ul class="members">
        {team.map((one, place) => (
          <li key={place}>
            <span>
              <strong>{one.name}</strong> {one.department}
            </span>
            <button type="button" aria-pressed={one.leader} onClick={() => change(["team"], withLeader(team, place))}>
              {t("item_leader")}
            </button>
            <button type="button" aria-label={t("item_not_here_who", { name: one.name })} onClick={() => put(team.filter((_one, at) => at !== place))}>
              {t("item_not_here")}
            </button>
          </li>
        ))}
      </ul>
      <form class="pair" onSubmit={add}>
        <label>
          {t("item_name")}
          <input value={name} autocomplete="off" maxlength={60} onInput={(event) => setName(event.currentTarget.value)} />
        </label>
        <label>
          {t("item_department")}
          <input value={department} autocomplete="off" maxlength={60} onInput={(event) => setDepartment(event.currentTarget.value)} />
        </label>
        <button type="submit">{t("item_add_member")}</button>
      </form>
    </section>
  );
}

function SchoolSide() {
  const { body, pack, change } = useHere();
  const side = body.school_side;
  const put = (name, value) => change(["school_side"], { ...side, [name]: value });
  const { principal } = pack.school;
  return (
    <section class="sheet">
      <h2>{t("item_school_side")}</h2>
      <div class="pair">
        <label>
          {t("item_name")}
          <input value={side.name} autocomplete="off" maxlength={60} onInput={(event) => put("name", event.currentTarget.value)} />
        </label>
        <label>
          {t("item_post")}
          <input value={side.post} autocomplete="off" maxlength={60} onInput={(event) => put("post", event.currentTarget.value)} />
        </label>
        {principal && side.name !== principal && (
          <button type="button" onClick={() => change(["school_side"], { name: principal, post: t("item_principal") })}>
            {t("item_principal_is", { name: principal })}
          </button>
        )}
      </div>
    </section>
  );
}

// Pupils enrolled, at school and served at the meal of the day; what the school reported stands beside.
function Heads() {
  const { body, pack, change } = useHere();
  const { heads, visit } = body;
  const put = (name, value) => change(["heads"], { ...heads, [name]: value });
  const told = (pack.heads || []).filter(({ meal }) => meal === heads.meal).sort((one, other) => (one.on < other.on ? 1 : -1));
  const last = told.find(({ on }) => on <= visit.dated_on);
  return (
    <section class="sheet">
      <h2>{t("item_heads")}</h2>
      <Choice label={t("item_meal")} all={MEALS} value={heads.meal} word={(one) => t(`item_meal_${one}`)} onChange={(one) => put("meal", one)} />
      <div class="three">
        {["enrolled", "present", "served"].map((name) => (
          <label key={name}>
            {t(`item_heads_${name}`)}
            <input
              inputmode="numeric"
              autocomplete="off"
              value={heads[name] === null ? "" : heads[name]}
              onInput={(event) => put(name, numberOf(event.currentTarget.value))}
            />
          </label>
        ))}
      </div>
      {last && (
        <p class="told-heads">
          <span class="soft">{t("item_heads_told", { on: last.on, enrolled: said(last.enrolled), served: said(last.served) })}</span>
          {last.on === visit.dated_on && heads.enrolled === null && heads.served === null && (
            <button type="button" onClick={() => change(["heads"], { ...heads, enrolled: last.enrolled, served: last.served })}>
              {t("item_heads_take")}
            </button>
          )}
        </p>
      )}
    </section>
  );
}

const said = (number) => (number === null || number === undefined ? t("item_not_told") : number);

// Digits as they are typed, also full-width ones; anything else is left out.
export function numberOf(text) {
  const digits = text.normalize("NFKC").replace(/\D/g, "").slice(0, 6);
  return digits ? Number(digits) : null;
}
