// On a phone: what this canteen uses most, one tap each, so that nothing has to be typed.

export const MOST_CHIPS = 12;
export const byTouch = () => matchMedia("(pointer: coarse)").matches;

// The most used first; without any use yet there are no chips. `taken` are names that stand in the form already.
export function mostUsed(offered, taken = new Set()) {
  return offered
    .filter((one) => one.used > 0 && !taken.has(one.name))
    .sort((one, other) => other.used - one.used || (one.code < other.code ? -1 : 1))
    .slice(0, MOST_CHIPS);
}
