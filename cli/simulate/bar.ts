import type { TextSpan } from '../output/text-line.ts';

const COLUMNS = 30;

/** A bar that is full at a share of 1. */
export function barSpans(share: number): readonly TextSpan[] {
  const full = Math.round(Math.min(1, Math.max(0, share)) * COLUMNS);
  return [{ text: '█'.repeat(full), meaning: 'good' }, { text: '░'.repeat(COLUMNS - full) }];
}
