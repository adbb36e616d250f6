// A list from which people open one thing after the other: where they were, what they ticked, what they have opened.
// It works without this; the browser alone forgets ticks, and opened rows would be told by a colour alone.
const list = document.querySelector("[data-remembered]");

if (list) {
  const person = document.body.dataset.person || "";
  const PLACE = `mealwatch.list:${person}:${location.pathname}${location.search}`;
  const OPENED = `mealwatch.opened:${person}`;
  const MOST = 600;
  const ticks = () => [...list.querySelectorAll("input[type=checkbox][name=pick]")];
  const read = (key, otherwise) => {
    try {
      return JSON.parse(sessionStorage.getItem(key)) || otherwise;
    } catch {
      return otherwise;
    }
  };
  const write = (key, value) => {
    try {
      sessionStorage.setItem(key, JSON.stringify(value));
    } catch {
      // A browser that keeps nothing loses the place, nothing else.
    }
  };

  const all = list.querySelector("[data-tick-all]");
  const told = list.querySelector("[data-ticked]");
  const tell = () => {
    const boxes = ticks();
    const count = boxes.filter((one) => one.checked).length;
    if (told) told.textContent = count ? told.dataset.ticked.replace("{n}", count) : told.dataset.none;
    if (all) {
      all.checked = count > 0 && count === boxes.length;
      all.indeterminate = count > 0 && count < boxes.length;
    }
    list.toggleAttribute("data-any", count > 0);
  };

  // What was opened says so in a word.
  const opened = () => new Set(read(OPENED, []));
  const rows = [...list.querySelectorAll("a[data-row]")];
  const show = () => {
    const known = opened();
    for (const link of rows) {
      if (!known.has(link.pathname) || link.dataset.seen) continue;
      link.dataset.seen = "yes";
      const said = document.createElement("span");
      said.className = "seen";
      said.textContent = list.dataset.remembered;
      link.after(" ", said);
    }
  };
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-row]");
    if (link) write(OPENED, [...opened().add(link.pathname)].slice(-MOST));
  });

  const keep = () =>
    write(PLACE, {
      top: scrollY,
      ticked: ticks().filter((one) => one.checked).map((one) => one.value),
      at: document.activeElement && document.activeElement.id,
    });
  addEventListener("pagehide", keep);
  addEventListener("pageshow", (event) => {
    if (event.persisted) show();
  });

  const before = read(PLACE, null);
  const fresh = document.querySelector(".flash.done");
  if (before && !fresh) {
    for (const one of ticks()) one.checked = before.ticked.includes(one.value);
    const came = performance.getEntriesByType("navigation")[0];
    const below = document.referrer.startsWith(location.origin) && !document.referrer.includes("/login");
    if ((came && came.type === "back_forward") || below) {
      const focused = before.at && document.getElementById(before.at);
      if (focused) focused.focus({ preventScroll: true });
      scrollTo(0, before.top);
    }
  }
  if (all) {
    all.addEventListener("change", () => {
      for (const one of ticks()) one.checked = all.checked;
      tell();
    });
  }
  list.addEventListener("change", tell);
  show();
  tell();
}
