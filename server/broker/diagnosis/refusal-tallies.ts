import type { Defect } from '../../../protocol/wire/defect.ts';
import type { Tallied } from './tally.ts';

/** What was refused of one node for one reason, and of the last time what exactly was wrong. */
export interface RefusalTally extends Tallied {
  /** `config_…`, `key_…` or `message_…`. */
  readonly reason: string;
  readonly defect?: Defect;
  /** Over whose connection it came, as JSON, where that is another node's. */
  readonly over?: string;
}

/** Of one node: a client that does ever new things wrong is told of the last ones. */
const MOST_KINDS = 8;

/** Refusals of one node, by reason and field: the kind that came last is the last one. At most so many kinds. */
export class RefusalTallies {
  readonly #kinds = new Map<string, RefusalTally>();

  /** @param refused as it is told; nothing in it may grow with what was sent */
  add(refused: Omit<RefusalTally, 'count' | 'lastAtMs'>, nowMs: number): void {
    const { reason, defect, over } = refused;
    const kind = [reason, defect?.field, over].join(' ');
    const count = (this.#kinds.get(kind)?.count ?? 0) + 1;
    this.#kinds.delete(kind);
    this.#kinds.set(kind, { ...refused, count, lastAtMs: nowMs });
    if (this.#kinds.size <= MOST_KINDS) return;
    for (const oldest of this.#kinds.keys()) {
      this.#kinds.delete(oldest);
      return;
    }
  }

  list(): readonly RefusalTally[] {
    return [...this.#kinds.values()];
  }
}
