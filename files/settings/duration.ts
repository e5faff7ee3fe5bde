const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** One amount with its unit, after another: `1m30s`. */
const PART = `\\d+(?:\\.\\d+)?(?:${Object.keys(UNITS_MS).join('|')})`;

/** What a duration looks like in a fleet file. */
export const DURATION_PATTERN = `^(?:${PART})+$`;

const DURATION = new RegExp(DURATION_PATTERN);
const PARTS = /([\d.]+)([a-z]+)/g;

/** `500ms`, `10s`, `1m30s`, `2m` or `1h` as milliseconds; undefined for any other text. */
export function parseDuration(text: string): number | undefined {
  if (!DURATION.test(text)) return undefined;
  const parts = [...text.matchAll(PARTS)].map(
    ([, amount, unit = '']) => Number(amount) * (UNITS_MS[unit] ?? 0),
  );
  const ms = parts.reduce((sum, part) => sum + part, 0);
  return Number.isFinite(ms) ? ms : undefined;
}
