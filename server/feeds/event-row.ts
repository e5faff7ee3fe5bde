import type { JobEvent, NodeEvent, NumberedEvent } from './event.ts';
import type { RecordedEvents } from './feeds.ts';

/** What an event of a node says beside the node. */
interface Said {
  readonly name: NodeEvent['name'];
  readonly status?: string;
}

/** All that has been said of nodes so far: some fifteen things. */
const SAID: Said[] = [];

/** The place of what an event says in `SAID`. */
function codeOf(event: NodeEvent): number {
  const status = 'status' in event ? event.status : undefined;
  for (const [code, said] of SAID.entries())
    if (said.name === event.name && said.status === status) return code;
  return SAID.push({ name: event.name, ...(status !== undefined && { status }) }) - 1;
}

/** Events that are kept together: large lists that grow would leave large garbage. */
const PART_EVENTS = 1_024;

/** An event: what its node, its code and its time are, side by side with others, or an event that is of no node. */
interface Part {
  readonly micros: number[];
  /** A name of a node, or an event of none. */
  readonly about: (string | JobEvent)[];
  readonly codes: number[];
}

/**
 * The events of a job, in their order from number 1. A job of fifty thousand nodes may have two hundred thousand, so each
 * takes a few words here, and becomes an object when somebody looks at it.
 */
export class EventRow implements RecordedEvents<JobEvent> {
  readonly #parts: Part[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(event: JobEvent, timestampMicros: number): void {
    let part = this.#parts.at(-1);
    if (part === undefined || part.codes.length === PART_EVENTS) {
      part = { micros: [], about: [], codes: [] };
      this.#parts.push(part);
    }
    const isOfNode = 'node' in event;
    part.about.push(isOfNode ? event.node : event);
    part.codes.push(isOfNode ? codeOf(event) : -1);
    part.micros.push(timestampMicros);
    this.#length += 1;
  }

  at(index: number): NumberedEvent<JobEvent> | undefined {
    const place = index < 0 ? this.#length + index : index;
    const part = this.#parts[Math.floor(place / PART_EVENTS)];
    const about = part?.about[place % PART_EVENTS];
    if (part === undefined || about === undefined) return undefined;
    const said = SAID[part.codes[place % PART_EVENTS] ?? -1];
    const event = typeof about === 'string' ? ({ ...said, node: about } as NodeEvent) : about;
    return { number: place + 1, timestampMicros: part.micros[place % PART_EVENTS] ?? 0, event };
  }

  slice(from = 0, to = this.#length): readonly NumberedEvent<JobEvent>[] {
    const events: NumberedEvent<JobEvent>[] = [];
    for (let place = from; place < Math.min(to, this.#length); place++) {
      const event = this.at(place);
      if (event !== undefined) events.push(event);
    }
    return events;
  }
}
