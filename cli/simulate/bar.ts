import type { Screen } from '../output/output.ts';

const COLUMNS = 30;

/** A bar that is full at a share of 1. */
export function bar(share: number, { paint }: Pick<Screen, 'paint'>): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * COLUMNS);
  return `${paint('good', '█'.repeat(full))}${'░'.repeat(COLUMNS - full)}`;
}
