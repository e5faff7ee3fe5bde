import type { Unit } from '../run/benchmark.ts';

/** An amount for people, with its unit: `12,300/s`, `1.25 ms`, `30.5 KB`. */
export function formatAmount(value: number, unit: Unit): string {
  switch (unit) {
    case 'ms':
    case 'µs':
      return `${formatNumber(value)} ${unit}`;
    case 'bytes':
      return `${formatNumber(value / 1_024)} KB`;
    case 'count':
    case 'ratio':
      return formatNumber(value);
    default:
      return `${formatNumber(value)}/s`;
  }
}

/** Three digits that matter, thousands in groups. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  const fraction = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: fraction });
}

export function formatPercent(share: number): string {
  return `${formatNumber(share * 100)} %`;
}
