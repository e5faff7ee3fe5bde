import type { NumberLimits } from './behaviour.ts';

/** A share of all. */
export const SHARE: NumberLimits = { least: 0, most: 1 };

/** A time, in milliseconds. */
export const DURATION_MS: NumberLimits = { least: 0 };

/** How many of something. */
export const HOW_MANY: NumberLimits = { least: 0, isWhole: true };

/** Bytes that a pretended command writes: more would be all of this machine's memory. */
export const OUTPUT_BYTES: NumberLimits = { least: 0, most: 100_000_000, isWhole: true };
