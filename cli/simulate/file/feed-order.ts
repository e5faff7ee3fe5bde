import type { FeedEvent } from '../../../protocol/client/feed-event.ts';
import { grammarFaults, type ObservedEvent } from '../../../protocol/feed/grammar.ts';

/**
 * The order of a job's feed as it was read. A summary behind other events stands in place of what was missed while the
 * feed was cut: it is no fault, and what it stands for is not known.
 */
export class FeedOrder {
  readonly #events: ObservedEvent[] = [];

  note({ event, id, data }: FeedEvent): void {
    if (event === 'summary' && this.#events.length > 0) return;
    this.#events.push({
      name: event,
      id,
      timestamp: textOf(data.timestamp),
      ...(typeof data.node === 'string' && { node: data.node }),
      ...(typeof data.status === 'string' && { status: data.status }),
    });
  }

  faults(): readonly string[] {
    return grammarFaults(this.#events);
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
