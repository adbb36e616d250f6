// Quantities as people say them: 3斤, 1.5kg, 2袋+3斤, 半袋, 两斤半. The same rules as mealwatch/kernel/spoken.py,
// held to the same table (tests/kernel/spoken_cases.json). Whole numbers only: amounts are BigInt parts of PARTS.

const DIGITS = "零一二三四五六七八九";
const WORDS = { g: "克", kg: "公斤", jin: "斤", ml: "毫升", L: "升", piece: "个" };
const UNITS = { g: ["g", 1], kg: ["g", 1000], jin: ["g", 500], ml: ["ml", 1], L: ["ml", 1000], piece: ["piece", 1] };
const MEASURES = {
  斤: ["g", 500], 市斤: ["g", 500], 公斤: ["g", 1000], 千克: ["g", 1000], kg: ["g", 1000], 克: ["g", 1], g: ["g", 1],
  两: ["g", 50], 升: ["ml", 1000], 公升: ["ml", 1000], l: ["ml", 1000], 毫升: ["ml", 1], ml: ["ml", 1],
};
const PIECES = ["个", "只", "枚", "盒", "瓶", "杯", "支"];
const ALIKE = [["袋", "包"], ["盘", "板"], ["箱", "件"], ["桶"], ["盒"], ["瓶"], ["罐"], ["筐"], ["捆"]];
const PACKAGES = [].concat(...ALIKE);
const MOST = 10n ** 10n;
const PLACES = 9;
// A half of the smallest decimal is whole: nothing is ever rounded.
const PARTS = 2n * 10n ** BigInt(PLACES);
const SPACE = /(?<![0-9.])[ \t\r\n\u00a0\u3000]+|[ \t\r\n\u00a0\u3000]+(?![0-9.])/g;
const NUMBER = /^(?:(半)|([0-9]{1,15}(?:[.点][0-9]{0,9})?|[.][0-9]{1,9})|((?:[零一二三四五六七八九十百]|千(?!克)|两(?=[百千]))+|两)(?:点([零一二三四五六七八九]{1,9}))?)/;
const UNCLEAN = /[0-9.+半零一二两三四五六七八九十百千点\s]/;

class Fault extends Error {
  constructor(fault, word) {
    super(fault);
    this.fault = fault;
    this.word = word;
  }
}

export function folded(text) {
  const signs = { "。": ".", "｡": ".", "㎏": "kg", 加: "+", "〇": "零" };
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[。｡㎏加〇]/g, (sign) => signs[sign])
    .replace(SPACE, "")
    .toLowerCase();
}

// What a text means: {base} in whole base units, or {fault} — text, unit (with the word), whole or much.
// `one` is an ingredient of an offer island: base, package [name, content] or null, unit (what a bare number counts).
export function spoken(text, one) {
  try {
    return { base: read(folded(text), one) };
  } catch (error) {
    if (error instanceof Fault) return { fault: error.fault, word: error.word };
    throw error;
  }
}

// Base units in words that `spoken` reads back: 34 斤.
export function said(base, one, unit) {
  const known = content(unit, one);
  let amount = known && decimal(BigInt(base), BigInt(known));
  if (!amount) [amount, unit] = [String(base), one.base];
  return `${amount} ${unit === "package" ? packageWords(one)[0] : WORDS[unit]}`;
}

// Base units as printed sheets have them: 1.5 公斤, 300 克, 20 个.
export function plainly(base, baseUnit) {
  const larger = { g: "kg", ml: "L" }[baseUnit];
  if (!larger || base < 1000) return `${base} ${WORDS[baseUnit]}`;
  return `${decimal(BigInt(base), 1000n)} ${WORDS[larger]}`;
}

function read(left, one) {
  if (!left) throw new Fault("text");
  const words = wordsOf(one);
  let total = 0n;
  let joined = true;
  while (left) {
    const term = read1(left, words);
    left = term.left;
    if (!joined && !term.word) throw new Fault("text");
    total += term.parts * BigInt(term.word ? contentOf(term.word, one) : bare(one));
    joined = left[0] === "+";
    if (joined) {
      left = left.slice(1);
      if (!left) throw new Fault("text");
    } else if (left && !term.word) throw new Fault("text");
  }
  if (total % PARTS) throw new Fault("whole");
  if (total / PARTS > MOST) throw new Fault("much");
  return Number(total / PARTS);
}

// One amount with its word (or none), and what is left of the text.
function read1(text, words) {
  const number = NUMBER.exec(text);
  if (!number) throw new Fault("text");
  const parts = amount(number);
  let left = text.slice(number[0].length);
  const word = words.find((each) => left.startsWith(each));
  if (!word) {
    if (number[3] === "两") throw new Fault("text");
    return { parts, left };
  }
  left = left.slice(word.length);
  if (left === "半" || left.startsWith("半+")) {
    if (number[1] || parts % PARTS) throw new Fault("text");
    return { parts: parts + PARTS / 2n, word, left: left.slice(1) };
  }
  return { parts, word, left };
}

function amount([, half, digits, chinese, places]) {
  if (half) return PARTS / 2n;
  if (digits) {
    const [whole, after = ""] = digits.replace("点", ".").split(".");
    return BigInt(whole || 0) * PARTS + 2n * BigInt(after.padEnd(PLACES, "0"));
  }
  const whole = numeralRead(chinese);
  if (whole === null) throw new Fault("text");
  const after = [...(places || "")].map((sign) => DIGITS.indexOf(sign)).join("");
  return BigInt(whole) * PARTS + 2n * BigInt(after.padEnd(PLACES, "0"));
}

function numeralRead(text) {
  text = text.replace(/两/g, "二").replace(/^一十/, "十");
  let total = 0;
  let digit = 0;
  for (const sign of text) {
    const ten = { 十: 10, 百: 100, 千: 1000 }[sign];
    if (ten) [total, digit] = [total + (digit || 1) * ten, 0];
    else digit = DIGITS.indexOf(sign);
  }
  total += digit;
  return total < 10000 && numeral(total) === text ? total : null;
}

function numeral(number) {
  if (!number) return "零";
  let written = "";
  let gap = false;
  for (const [sign, ten] of [["千", 1000], ["百", 100], ["十", 10], ["", 1]]) {
    const digit = Math.floor(number / ten) % 10;
    if (digit) written += (gap && written ? "零" : "") + DIGITS[digit] + sign;
    gap = !digit;
  }
  return written.replace(/^一十/, "十");
}

function wordsOf(one) {
  const words = new Set([...Object.keys(MEASURES), ...PIECES, ...PACKAGES, ...packageWords(one)]);
  return [...words].sort((a, b) => b.length - a.length);
}

function packageWords(one) {
  const name = folded((one.package && one.package[0]) || "");
  if (!name) {
    return ["包", ...PACKAGES.filter((word) => word !== "包" && !(one.base === "piece" && PIECES.includes(word)))];
  }
  const known = [].concat(...ALIKE.filter((words) => words.some((word) => name.includes(word))));
  const clean = name !== "个" && !MEASURES[name] && !UNCLEAN.test(name);
  const found = [...new Set([...(clean ? [name] : known.filter((word) => name.includes(word))), ...known])];
  return found.length ? found : ["包"];
}

function contentOf(word, one) {
  if (one.package && packageWords(one).includes(word)) return one.package[1];
  const [base, many] = MEASURES[word] || (PIECES.includes(word) ? ["piece", 1] : []);
  if (base !== one.base) throw new Fault("unit", word);
  return many;
}

function bare(one) {
  const known = content(one.unit, one);
  if (!known) throw new Fault("unit", WORDS[one.unit] || "包");
  return known;
}

function content(unit, one) {
  if (unit === "package") return one.package ? one.package[1] : 0;
  const [base, many] = UNITS[unit] || [];
  return base === one.base ? many : 0;
}

// top / bottom as a decimal of at most nine places, or "" where it has more.
function decimal(top, bottom) {
  let places = 0;
  while (top % bottom && places <= PLACES) [top, places] = [top * 10n, places + 1];
  if (top % bottom || places > PLACES) return "";
  const digits = String(top / bottom).padStart(places + 1, "0");
  return places ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits;
}
