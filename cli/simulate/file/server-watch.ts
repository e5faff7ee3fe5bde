import type { Looked } from '../../../simulator/run/measured.ts';
import type { ServerCounts } from '../../../simulator/run/server-counts.ts';
import type { OpenFleetTarget } from './open-fleet-target.ts';

/** Asks the server of a run for what it counts, again and again, one question at a time. */
export class ServerWatch {
  readonly #target: Pick<OpenFleetTarget, 'counts' | 'errors'>;
  #isAsked = false;
  #counts: ServerCounts | undefined;

  constructor(target: Pick<OpenFleetTarget, 'counts' | 'errors'>) {
    this.#target = target;
  }

  /** What it has said since this was called last, and asks anew. */
  take(): Pick<Looked, 'server' | 'serverErrors'> {
    const [server, serverErrors] = [this.#counts, this.#target.errors()];
    this.#counts = undefined;
    if (!this.#isAsked) void this.#ask();
    return {
      ...(server !== undefined && { server }),
      ...(serverErrors !== undefined && { serverErrors }),
    };
  }

  async #ask(): Promise<void> {
    this.#isAsked = true;
    this.#counts = await this.#target.counts();
    this.#isAsked = false;
  }
}
