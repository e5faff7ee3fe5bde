import { drawn } from './drawn.ts';

/**
 * Quirk `unordered-list`: as many jobs come in the same order every time, and two or more never the oldest first.
 * Source: protocol §10.
 */
export function inDrawnOrder<J>(jobs: readonly J[]): readonly J[] {
  const ranks = jobs.map((_, index) => drawn('unordered-list', index));
  const order = [...jobs.keys()].sort((one, other) => (ranks[one] ?? 0) - (ranks[other] ?? 0));
  const isInOrder = order.every((place, index) => place === index);
  const shuffled = isInOrder ? order.toReversed() : order;
  return shuffled.flatMap((place) => jobs.slice(place, place + 1));
}
