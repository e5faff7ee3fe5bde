/** A time in which somebody could not work, and how much of it. Milliseconds of `performance.now()`. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  readonly heldMs: number;
}

/** How long of a span lies between two moments; what was held up is taken to be as dense everywhere in it. */
export function heldWithin({ fromMs, toMs, heldMs }: Span, sinceMs: number, untilMs: number): number {
  const overlapMs = Math.min(toMs, untilMs) - Math.max(fromMs, sinceMs);
  return Math.max(0, Math.min(heldMs, overlapMs));
}

/** The longest of these spans between two moments, as far as it lies there; 0 where none does. */
export function longestWithin(spans: readonly Span[], sinceMs: number, untilMs: number): number {
  return Math.max(0, ...spans.map((span) => heldWithin(span, sinceMs, untilMs)));
}

/** All of these spans between two moments. */
export function allWithin(spans: readonly Span[], sinceMs: number, untilMs: number): number {
  return spans.reduce((sum, span) => sum + heldWithin(span, sinceMs, untilMs), 0);
}
