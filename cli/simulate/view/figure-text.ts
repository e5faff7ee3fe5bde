const DIGITS = 3;

/** A number in few columns: three digits are enough to follow it, and counts are whole. */
export function figureText(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) >= 10 ** (DIGITS - 1) ? value.toFixed(0) : String(Number(value.toPrecision(DIGITS)));
}
