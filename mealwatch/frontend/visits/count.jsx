// Counting stock on the spot (D3): the store first, the book afterwards.
import { plainly } from "../typing/spoken.js";
import { Amounts, readAmount } from "./amount.jsx";
import { counted } from "./measures.js";
import { Measuring } from "./measuring.jsx";
import { t } from "./words.js";

export const KIND = {
  kind: "count",
  list: "counts",
  item: "D3",
  photo: "photo",
  finding: counted,
  Fields: Shelf,
  read(typed, base, unit) {
    const quantity = readAmount(typed.quantity || "", base, unit);
    if (quantity.fault) return { fault: "amount" };
    if (quantity.base === undefined) return { fault: "empty" };
    return { found: quantity.base, first: { quantity: quantity.base, photos: typed.photos || [] } };
  },
};

export const Count = (props) => <Measuring of={KIND} {...props} />;

function Shelf({ id, base, unit, typed, onUnit, onChange, result, afresh }) {
  return (
    <Amounts
      id={id}
      fields={[{ name: "quantity", label: t("measure_counted"), hint: t(`measure_counted_hint_${base}`) }]}
      values={typed}
      afresh={afresh}
      base={base}
      unit={unit}
      onUnit={onUnit}
      onChange={onChange}
    >
      <p class="m-net" aria-live="polite">
        <span>{t("measure_found")}</span>
        <strong>{result.found === undefined ? "—" : plainly(result.found, base)}</strong>
      </p>
    </Amounts>
  );
}
