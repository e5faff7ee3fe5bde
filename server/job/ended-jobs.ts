import type { JobRequest } from './job-record.ts';

/** What a node's part in a job takes: its state, its events, its name. */
const NODE_BYTES = 200;

/** A job in memory that is over. */
interface Ended {
  readonly request: JobRequest;
  /** Makes it leave memory before its time. */
  readonly leave: () => void;
}

/**
 * Jobs that are over and stay in memory for a while, so many bytes of them: beyond that the oldest leave at once, and what
 * is asked of them is read from the store.
 */
export class EndedJobs {
  readonly #maxBytes: number;
  /** Oldest first. */
  readonly #jobs = new Map<string, Ended>();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The newest stays, however large it is. */
  add(id: string, ended: Ended): void {
    this.#jobs.set(id, ended);
    this.#bytes += bytesOf(ended.request);
    for (const [oldest, { leave }] of this.#jobs) {
      if (this.#bytes <= this.#maxBytes || oldest === id) return;
      this.delete(oldest);
      leave();
    }
  }

  /** It has left memory. */
  delete(id: string): void {
    const ended = this.#jobs.get(id);
    if (ended === undefined) return;
    this.#jobs.delete(id);
    this.#bytes -= bytesOf(ended.request);
  }
}

function bytesOf({ command, file = '', nodes }: JobRequest): number {
  return command.length + file.length + NODE_BYTES * nodes.length;
}
