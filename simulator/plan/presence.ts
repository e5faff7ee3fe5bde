import { placedStages, type Stage } from '../fleet-file/stage.ts';

/** A time that a node is there; without an end it stays. Milliseconds from the start of the run. */
export interface Presence {
  readonly fromMs: number;
  readonly toMs?: number;
}

/**
 * When each of the nodes is there, by its place in the order of coming: the level says how many are, who came last leaves
 * first, and comes back first.
 */
export function presences(stages: readonly Stage[], nodes: number): readonly (readonly Presence[])[] {
  const found = Array.from({ length: nodes }, (): Presence[] => []);
  for (const { from, to, ms, beginsAtMs } of placedStages(stages)) {
    const each = ms / Math.abs(to - from);
    for (let place = from; place < to; place++)
      found[place]?.push({ fromMs: Math.round(beginsAtMs + (place - from) * each) });
    for (let place = from - 1; place >= to; place--) {
      const open = found[place]?.pop();
      const toMs = Math.round(beginsAtMs + (from - place) * each);
      if (open !== undefined) found[place]?.push({ ...open, toMs });
    }
  }
  return found;
}

/** Whether a node is there by the plan. */
export function isPresent(presence: readonly Presence[], atMs: number): boolean {
  return presence.some(({ fromMs, toMs = Number.POSITIVE_INFINITY }) => fromMs <= atMs && atMs < toMs);
}

/** A node ends, for ever or for a time. */
export interface Leaving {
  readonly node: string;
  readonly atMs: number;
  readonly returnsAfterMs: number | undefined;
}

/** When a node leaves, and for how long. */
export function leavingsOf(node: string, presence: readonly Presence[]): readonly Leaving[] {
  return presence.flatMap(({ toMs }, index) => {
    if (toMs === undefined) return [];
    const next = presence[index + 1];
    return [{ node, atMs: toMs, returnsAfterMs: next && next.fromMs - toMs }];
  });
}
