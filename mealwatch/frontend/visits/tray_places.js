// Where else a photo may go than to an item: a red line that was begun, a finding looked at again, a good that was weighed.
import { t } from "./words.js";

const joined = (held, more) => [...new Set([...held, ...more])];

// [{key, word, path, next}]: the change that gives the photos there.
export function placesOf(body, pack, photos) {
  return [...redLines(body, pack, photos), ...rechecks(body, pack, photos), ...weighings(body, photos)];
}

function redLines(body, pack, photos) {
  return pack.list.red_lines.flatMap(({ code, text }) =>
    ["red_lines", "suspected"]
      .filter((name) => (body[name] || {})[code])
      .map((name) => {
        const one = body[name][code];
        return { key: code, word: `${code} ${text}`, path: [name], next: { ...body[name], [code]: { ...one, photos: joined(one.photos, photos) } } };
      }),
  );
}

function rechecks(body, pack, photos) {
  const seen = body.rechecks || [];
  return (pack.findings || [])
    .filter(({ id }) => seen.some(({ finding }) => finding === id))
    .map(({ id, code, text }) => ({
      key: `recheck-${id}`,
      word: t("item_tray_recheck", { code, text }),
      path: ["rechecks"],
      next: seen.map((one) => (one.finding === id ? { ...one, photos: joined(one.photos, photos) } : one)),
    }));
}

// With the weighing made last; its figures stay as they are.
function weighings(body, photos) {
  const held = body.weighings || [];
  return held.map(({ id, good, second }) => {
    const last = second ? "second" : "first";
    const taken = (one) => ({ ...one, [last]: { ...one[last], photos: joined(one[last].photos, photos) } });
    return { key: id, word: t("item_tray_weigh", { name: good.name }), path: ["weighings"], next: held.map((one) => (one.id === id ? taken(one) : one)) };
  });
}
