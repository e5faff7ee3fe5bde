const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** What a duration looks like in a fleet file. */
export const DURATION_PATTERN = `^\\d+(\\.\\d+)?(${Object.keys(UNITS_MS).join('|')})$`;

const DURATION = /^([\d.]+)([a-z]+)$/;

/** `500ms`, `10s`, `2m` or `1h` as milliseconds; undefined for any other text. */
export function parseDuration(text: string): number | undefined {
  const [, amount, unit = ''] = DURATION.exec(text) ?? [];
  const unitMs = UNITS_MS[unit];
  const ms = unitMs === undefined ? Number.NaN : Number(amount) * unitMs;
  return Number.isFinite(ms) ? ms : undefined;
}
