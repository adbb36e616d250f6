// Daily records: a time is put in by the finger that says "now", a name by tapping it, and questions that follow
// from another answer show when it is given. Nothing here fills in a measurement.

const shanghai = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
});

function tell(field) {
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

for (const button of document.querySelectorAll("[data-now]")) {
  button.addEventListener("click", () => {
    const field = document.getElementById(button.dataset.now);
    const [day, time] = shanghai.format(new Date()).split(" ");
    field.value = field.type === "time" ? time : `${day}T${time}`;
    tell(field);
  });
}

for (const button of document.querySelectorAll("[data-sign]")) {
  button.addEventListener("click", () => {
    const field = document.getElementById(button.dataset.sign);
    const typed = field.value.trim();
    field.value = /^[-−－]/.test(typed) ? typed.slice(1) : `-${typed}`;
    field.focus();
    tell(field);
  });
}

for (const button of document.querySelectorAll("[data-name]")) {
  const field = document.getElementById(button.dataset.to);
  const listed = () => field.value.split(/[、,，;；\s]+/).filter(Boolean);
  const show = () => button.setAttribute("aria-pressed", String(listed().includes(button.dataset.name)));
  button.addEventListener("click", () => {
    const { name } = button.dataset;
    if (!("many" in button.dataset)) field.value = name;
    else if (listed().includes(name)) field.value = listed().filter((one) => one !== name).join("、");
    else field.value = [...listed(), name].join("、");
    tell(field);
  });
  field.addEventListener("input", show);
  show();
}

// Whole numbers of the last place, from the digits themselves; null for what is no number.
function places(text, count) {
  const written = text.normalize("NFKC").replace(/\s/g, "").replace("。", ".").replace("−", "-");
  const match = /^(-?)(\d{1,9})(?:\.(\d*))?$/.exec(written);
  if (!match) return null;
  return Number(match[1] + match[2] + (match[3] || "").slice(0, count).padEnd(count, "0"));
}

// What was done about it is asked when a measurement lies out of its range.
function outOfRange(form, part) {
  const value = places(form.elements[part.dataset.outOf].value, Number(part.dataset.places));
  if (value === null) return false;
  const { least, most } = part.dataset;
  return (least !== "" && value < Number(least)) || value > Number(most);
}

function answer(form, name) {
  const field = form.elements[name];
  if (!field) return "";
  if (field.type === "checkbox") return field.checked ? field.value : "-";
  return field.value || "-";
}

for (const form of document.querySelectorAll("form.daily")) {
  const parts = form.querySelectorAll("[data-when]");
  const ranged = form.querySelectorAll("[data-out-of]");
  const show = () => {
    for (const part of parts) {
      const within = part.parentElement.closest("[data-when]");
      const asked = part.dataset.is.trim().split(/\s+/).includes(answer(form, part.dataset.when));
      part.hidden = !asked || Boolean(within && within.hidden);
      for (const field of part.querySelectorAll("input, select, textarea")) {
        if (field.closest("[data-when]") === part) field.disabled = part.hidden;
      }
    }
  };
  const measure = () => {
    for (const part of ranged) part.hidden = !outOfRange(form, part) && !part.querySelector(".wrong");
  };
  form.addEventListener("change", show);
  form.addEventListener("input", measure);
  form.addEventListener("kept:restore", () => setTimeout(measure));
  measure();
  form.addEventListener("kept:restore", () => setTimeout(show));
  addEventListener("pageshow", show);
  show();
}
