// Goods in: the state of a licence, price and amount each worked out from the other, differences in words, and the one
// question about an odd price. The server works all of it out again; amounts here are whole fen and exact pairs (BigInt).
import { Finder } from "./typing/finder.js";
import { theOne } from "./typing/search.js";
import { plainly, spoken } from "./typing/spoken.js";
import { equipPhotos } from "./photos.js";

const CONTENT = { g: 1n, kg: 1000n, jin: 500n, ml: 1n, L: 1000n, piece: 1n };
const island = (id) => {
  const found = document.getElementById(id);
  return found ? JSON.parse(found.textContent) : null;
};
const filled = (text, places) => text.replace(/\{(\w+)\}/g, (_all, name) => places[name]);
const yuan = (fen) => `${fen / 100n}.${String(fen % 100n).padStart(2, "0")}`;
const half = (top, bottom) => (2n * top + bottom) / (2n * bottom);

// A plain amount as [top, bottom], or null: full-width digits and 。 are read.
function decimal(text) {
  const plain = text.normalize("NFKC").replace(/。/g, ".").replace(/[\s¥元]/g, "");
  const match = /^(\d{1,12})(?:\.(\d{1,9}))?$/.exec(plain);
  return match ? [BigInt(match[1] + (match[2] || "")), 10n ** BigInt((match[2] || "").length)] : null;
}

// Fen of an amount field; null for none and for what is no amount.
function fenIn(text) {
  const found = decimal(text);
  return found && (found[0] * 100n) % found[1] === 0n ? (found[0] * 100n) / found[1] : null;
}

// Who delivers, and whether goods of theirs come in.
function seller(box) {
  const offered = island("sellers-offered");
  const field = box.querySelector("input[name=supplier_code]");
  const told = box.querySelector("[data-licence]");
  const unlisted = box.querySelector("[data-unlisted]");
  const tick = unlisted.querySelector("input");
  new Finder(field, offered, {
    onTell(one) {
      told.textContent = one ? one.state : "";
      told.className = one && one.stops ? "wrong" : one && one.mark === "missing" ? "hint amber" : "hint";
      unlisted.hidden = Boolean(one) || !field.value.trim();
      if (one) tick.checked = false;
    },
  });
}

class Line {
  constructor(row, goods) {
    Object.assign(this, { row, goods, words: goods.words });
    const find = (name) => row.querySelector(`[name$="-${name}"]`);
    this.fields = {};
    for (const name of ["ingredient_code", "weighed", "unit", "price", "price_per", "amount_yuan"]) this.fields[name] = find(name);
    for (const name of ["ordered", "noted", "returned", "accepted", "produced_on", "expires_on"]) this.fields[name] = find(name);
    this.asked = row.querySelector("[data-asked]");
    this.told = row.querySelector("[data-told]");
    this.comes = row.querySelector("[data-comes]");
    this.until = document.createElement("span");
    this.until.className = "hint";
    this.fields.expires_on.closest(".field").append(this.until);
    row.addEventListener("input", (event) => this.typed(event.target));
    row.addEventListener("change", (event) => this.typed(event.target));
    this.own = Boolean(this.fields.amount_yuan.value && !this.fields.price.value);
    this.read();
  }

  get one() {
    return theOne(this.goods.offered, this.fields.ingredient_code.value);
  }

  base(name) {
    const text = this.fields[name].value;
    if (!this.one || !text.trim()) return null;
    const found = spoken(text, { ...this.one, unit: this.fields.unit.value || this.one.unit });
    return found.fault === undefined ? found.base : null;
  }

  content(per) {
    const pack = this.one.package;
    return per === "package" && pack ? BigInt(pack[1]) : CONTENT[per];
  }

  // What goes into the store: weighed less returned, or what was written.
  get accepted() {
    const weighed = this.base("weighed");
    if (weighed === null) return null;
    const written = this.base("accepted");
    return written === null ? weighed - (this.base("returned") || 0) : written;
  }

  typed(field) {
    const { price, price_per: per, amount_yuan: amount } = this.fields;
    if (field.name && field.name.endsWith("-price_answer")) return this.answered(field.value);
    if (field === amount) this.own = amount.value.trim() !== "";
    if (field === price) this.own = false;
    if ([price, per, amount, this.fields.weighed, this.fields.unit, this.fields.ingredient_code].includes(field)) this.forget();
    if (field === this.fields.ingredient_code) this.units();
    this.work(field);
    this.read();
  }

  // The units in which this ingredient is paid for; 斤 first for what is weighed.
  units() {
    const { price_per: per } = this.fields;
    if (!this.one || per.dataset.of === this.one.code) return;
    const before = per.value;
    per.dataset.of = this.one.code;
    const codes = this.one.units.filter(([code]) => code !== "g" && code !== "ml");
    const order = ["jin", "kg", "L", "piece", "package"];
    codes.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
    per.replaceChildren(...codes.map(([code, text]) => new Option(`${this.words.yuan}/${text.replace(/（.*/, "")}`, code)));
    if (codes.some(([code]) => code === before)) per.value = before;
  }

  // Each of price and amount from the other: what was typed last stays.
  work(field) {
    const { price, price_per: per, amount_yuan: amount } = this.fields;
    const accepted = this.accepted;
    if (!this.one || !accepted || accepted < 0) return;
    const content = this.content(per.value || "kg");
    if (!content) return;
    if (this.own) {
      const fen = fenIn(amount.value);
      if (field !== price && fen !== null) price.value = exact(fen * content, 100n * BigInt(accepted));
      return;
    }
    const each = decimal(price.value);
    if (each) amount.value = yuan(half(each[0] * 100n * BigInt(accepted), each[1] * content));
    else if (field === price) amount.value = "";
  }

  // Everything that stands beside the fields.
  read() {
    this.units();
    const one = this.one;
    const [weighed, ordered, noted, accepted] = [this.base("weighed"), this.base("ordered"), this.base("noted"), this.accepted];
    const told = [];
    const gap = (kind, more) => {
      if (more) told.push(filled(this.words[`${more < 0 ? "less" : "more"}_${kind}`], { quantity: plainly(Math.abs(more), one.base) }));
    };
    if (one && noted !== null && ordered !== null) gap("ordered", noted - ordered);
    if (one && noted !== null && weighed !== null) gap("noted", weighed - noted);
    if (one && noted === null && ordered !== null && weighed !== null) gap("came", weighed - ordered);
    if (one && weighed !== null && accepted !== null && accepted !== weighed && accepted >= 0) {
      told.push(filled(this.words.taken, { quantity: plainly(accepted, one.base) }));
    }
    if (one && weighed === null && ordered !== null && !this.fields.weighed.value.trim()) told.push(this.words.absent);
    this.told.textContent = told.join("；");
    this.fen = this.goodsFen();
    this.comes.textContent = one && accepted > 0 && this.fen !== null ? filled(this.words.comes_to, { price: this.both([this.fen, BigInt(accepted)]) }) : "";
    this.ask();
    this.keeps();
    this.goods.sum();
  }

  goodsFen() {
    const fen = fenIn(this.fields.amount_yuan.value);
    return fen !== null && this.accepted > 0 ? fen : null;
  }

  // A price (fen for base units, as a pair) in the unit per: 4.80 元/斤.
  said([top, bottom], per) {
    const text = (this.one.units.find(([code]) => code === per) || [per, per])[1].replace(/（.*/, "");
    return `${yuan(half(top * this.content(per), bottom))} ${this.words.yuan}/${text}`;
  }

  both(price) {
    const units = { g: ["kg", "jin"], ml: ["L"], piece: ["piece"] }[this.one.base];
    return units.map((per) => this.said(price, per)).join("，");
  }

  odd([top, bottom]) {
    const usual = this.goods.usual[this.one.code] || {};
    const pair = (name) => usual[name] && usual[name].map(BigInt);
    const [low, high, median] = [pair("low"), pair("high"), pair("median")];
    if (low && top * low[1] < low[0] * bottom) return true;
    if (high && top * high[1] > high[0] * bottom) return true;
    if (!median) return false;
    const gap = top * median[1] - median[0] * bottom;
    return (gap < 0n ? -gap : gap) * 100n > 30n * median[0] * bottom;
  }

  // Asked once: what is answered stays answered until the price is another one.
  ask() {
    if (this.asked.querySelector("input:checked")) return;
    const accepted = this.accepted;
    const price = this.one && accepted > 0 && this.fen !== null && this.fen >= 0n ? [this.fen, BigInt(accepted)] : null;
    const odd = price && this.odd(price);
    this.asked.hidden = this.asked.disabled = !odd;
    if (!odd) return;
    const per = this.fields.price_per.value;
    const each = decimal(this.fields.price.value);
    const either = each && !this.own && (per === "jin" || per === "kg");
    const about = { name: this.one.name, price: this.both(price) };
    this.asked.querySelector("[data-sentence]").textContent = filled(this.words[either ? "either" : "right"], about);
    this.asked.querySelector("[data-usual]").textContent = this.usually();
    const choice = (code, text) => [code, text];
    const answers = either
      ? [per, per === "jin" ? "kg" : "jin"].map((unit) => {
          const fen = half(each[0] * 100n * BigInt(accepted), each[1] * this.content(unit));
          const amount = unit === per ? this.fen : fen;
          return choice(unit === per ? "kept" : unit, filled(this.words.reading, { price: this.said([each[0] * 100n, each[1] * this.content(unit)], unit), yuan: yuan(amount) }));
        })
      : [choice("kept", this.words.yes)];
    const key = JSON.stringify(answers);
    if (this.drawn === key) return;
    this.drawn = key;
    const name = this.fields.price.name.replace(/price$/, "price_answer");
    this.asked.querySelector("[data-answers]").replaceChildren(
      ...answers.map(([code, text]) => {
        const label = document.createElement("label");
        label.className = "choice";
        const radio = Object.assign(document.createElement("input"), { type: "radio", name, value: code });
        label.append(radio, Object.assign(document.createElement("span"), { textContent: text }));
        return label;
      }),
    );
  }

  usually() {
    const usual = this.goods.usual[this.one.code] || {};
    const per = { g: "jin", ml: "L", piece: "piece" }[this.one.base];
    const words = [];
    if (usual.low) {
      words.push(filled(this.words.band, { low: this.said(usual.low.map(BigInt), per).split(" ")[0], high: this.said(usual.high.map(BigInt), per) }));
    }
    if (usual.median) words.push(filled(this.words.median, { price: this.said(usual.median.map(BigInt), per) }));
    return words.join("；");
  }

  answered(code) {
    const { price_per: per } = this.fields;
    const asked = this.asked.querySelector("[name$=-price_asked]");
    asked.value = asked.dataset.as || per.value;
    asked.dataset.as = asked.value;
    per.value = code === "kept" ? asked.value : code;
    if (code !== "kept") this.own = false;
    this.work(per);
    this.read();
  }

  // Another price is another question.
  forget() {
    for (const radio of this.asked.querySelectorAll("input[type=radio]")) radio.checked = false;
    delete this.asked.querySelector("[name$=-price_asked]").dataset.as;
    this.drawn = "";
  }

  get waits() {
    return !this.asked.hidden && !this.asked.querySelector("input:checked");
  }

  // +7天, 6个月, 1年: to which day.
  keeps() {
    const text = this.fields.expires_on.value.trim();
    const start = this.fields.produced_on.value || this.goods.form.elements.dated_on.value;
    const day = lastGoodDay(text, start);
    this.until.textContent = !text || /^\d{4}-\d\d-\d\d$/.test(text) ? "" : day ? filled(this.words.good_to, { day }) : this.words.unclear;
  }
}

// Text of a price that is a plain decimal of at most four places; nothing for others.
function exact(top, bottom) {
  if ((top * 10000n) % bottom) return "";
  const digits = String((top * 10000n) / bottom).padStart(5, "0");
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/\.?0+$/, "");
}

export function lastGoodDay(text, start) {
  const plain = text.normalize("NFKC").replace(/\s/g, "");
  const day = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) || /^(\d{4})(\d\d)(\d\d)$/.exec(plain);
  if (day) return written(Number(day[1]), Number(day[2]) - 1, Number(day[3]), true);
  const long = /^\+?(\d{1,4})(天|日|d|个?月|m|年|y)?$/i.exec(plain);
  const from = /^(\d{4})-(\d\d)-(\d\d)$/.exec(start);
  if (!long || !from || (!long[2] && plain[0] !== "+")) return null;
  const [year, month, date] = [Number(from[1]), Number(from[2]) - 1, Number(from[3])];
  const months = { 月: 1, 个月: 1, m: 1, 年: 12, y: 12 }[(long[2] || "天").toLowerCase()];
  if (!months) return Number(long[1]) <= 3660 ? written(year, month, date + Number(long[1])) : null;
  const added = Number(long[1]) * months;
  if (added > 122) return null;
  const last = new Date(Date.UTC(year, month + added + 1, 0)).getUTCDate();
  return written(year, month + added, Math.min(date, last));
}

function written(year, month, date, strict) {
  const day = new Date(Date.UTC(year, month, date));
  if (strict && (day.getUTCMonth() !== month || day.getUTCDate() !== date)) return null;
  return day.toISOString().slice(0, 10);
}

class Goods {
  constructor(form) {
    this.form = form;
    this.words = JSON.parse(form.dataset.words);
    this.offered = island("offered");
    this.usual = island("usual");
    this.total = form.querySelector("[data-total]");
    this.lines = new Map();
    const box = form.querySelector("[data-lines]");
    this.equip();
    // Rows that are added, by a button or by a draft that comes back.
    new MutationObserver(() => this.equip()).observe(box, { childList: true });
    form.addEventListener("submit", (event) => this.submit(event), true);
    form.addEventListener("kept:restore", () => setTimeout(() => this.again(), 300));
  }

  equip() {
    for (const row of this.form.querySelectorAll("[data-line]")) {
      if (this.lines.has(row)) continue;
      equipPhotos(row);
      this.lines.set(row, new Line(row, this));
    }
  }

  again() {
    for (const line of this.lines.values()) {
      line.own = Boolean(line.fields.amount_yuan.value && !line.fields.price.value);
      line.read();
    }
  }

  sum() {
    let [count, fen] = [0, 0n];
    for (const line of this.lines.values()) {
      if (line.fen === null || line.fen === undefined) continue;
      count += 1;
      fen += line.fen;
    }
    this.total.textContent = count ? filled(this.words.total, { count, yuan: yuan(fen) }) : "";
  }

  // A question that was not answered yet is answered first; once.
  submit(event) {
    const waiting = [...this.lines.values()].find((line) => line.waits);
    if (!waiting) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting.asked.scrollIntoView({ block: "center" });
    waiting.asked.querySelector("input[type=radio]").focus();
  }
}

for (const box of document.querySelectorAll("[data-seller]")) seller(box);
for (const form of document.querySelectorAll("form[data-goods]")) new Goods(form);
