/** A number as people read it; a dash where there is none. */
export function numberText(value: number | undefined): string {
  if (value === undefined) return '–';
  if (Number.isInteger(value)) return String(value);
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 2 : 4;
  return value.toFixed(digits);
}

/** Seconds as people read them: `12 ms`, `1.5 s`, `2.0 min`. */
export function secondsText(seconds: number | undefined): string {
  if (seconds === undefined) return '–';
  if (seconds < 1) return `${(seconds * 1_000).toFixed(seconds < 0.01 ? 1 : 0)} ms`;
  return seconds < 120 ? `${seconds.toFixed(1)} s` : `${(seconds / 60).toFixed(1)} min`;
}
