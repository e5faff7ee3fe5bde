import type { Clock } from '../../../protocol/time/clock.ts';
import { pause } from '../../../protocol/time/pause.ts';
import type { CleanupTarget } from './cleanup-target.ts';
import type { Finder, ProcessControl } from './process-control.ts';
import { formatProcessId, type ProcessId } from './process-id.ts';

/** What was asked to end and has not after this long is killed. */
export const KILL_AFTER_MS = 2_000;
/** What is there after this long, born faster than it is found or held by the kernel, is given up. */
export const GIVE_UP_AFTER_MS = 12_000;
/** A process may start another one in the middle of a look and end: one look that finds nobody is not enough. */
const EMPTY_LOOKS = 2;
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 160;

/** A target on its way to its end. */
interface Ending {
  readonly target: CleanupTarget;
  readonly begunMs: number;
  /** All that was found, words of `formatProcessId`. */
  readonly found: Set<string>;
  readonly settle: (left: readonly ProcessId[] | Promise<never>) => void;
  emptyLooks: number;
}

/**
 * Ends processes: asks each once (SIGTERM), after two seconds kills what is left, and looks again until nobody is found.
 * One look at the machine serves all targets of the moment.
 */
export class Sweep {
  readonly #clock: Clock;
  readonly #machine: ProcessControl;
  readonly #endings = new Set<Ending>();
  #isLooking = false;
  #rest = new AbortController();
  #pauseMs = FIRST_PAUSE_MS;

  constructor(clock: Clock, machine: ProcessControl) {
    this.#clock = clock;
    this.#machine = machine;
  }

  /**
   * Resolves when nobody of the target is left, or with those whom nothing ends. Rejects where the machine cannot be
   * looked at for as long, for want of file descriptors, say.
   */
  end(target: CleanupTarget): Promise<readonly ProcessId[]> {
    return new Promise((settle) => {
      const begunMs = this.#clock.monotonic();
      this.#endings.add({ target, begunMs, found: new Set(), settle, emptyLooks: 0 });
      this.#pauseMs = FIRST_PAUSE_MS;
      this.#rest.abort();
      if (!this.#isLooking) void this.#lookUntilOver();
    });
  }

  async #lookUntilOver(): Promise<void> {
    this.#isLooking = true;
    while (this.#endings.size > 0) {
      this.#rest = new AbortController();
      // one that comes in the middle of a look has its turn with the next one
      const endings = [...this.#endings];
      try {
        const find = await this.#machine.look();
        for (const ending of endings) this.#goOn(ending, find);
      } catch (error) {
        for (const ending of endings) {
          if (this.#isTooLate(ending)) this.#settle(ending, Promise.reject(error));
        }
      }
      if (this.#endings.size > 0) await pause(this.#clock, this.#pauseMs, this.#rest.signal);
      this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
    }
    this.#isLooking = false;
  }

  #goOn(ending: Ending, find: Finder): void {
    const members = find(ending.target, ending.found);
    ending.emptyLooks = members.length === 0 ? ending.emptyLooks + 1 : 0;
    if (ending.emptyLooks === EMPTY_LOOKS || this.#isTooLate(ending)) {
      this.#settle(ending, members);
      return;
    }
    const isPatient = this.#clock.monotonic() - ending.begunMs < KILL_AFTER_MS;
    for (const member of members) {
      const word = formatProcessId(member);
      if (!isPatient) this.#machine.signal(member, 'SIGKILL');
      else if (!ending.found.has(word)) this.#ask(member);
      ending.found.add(word);
    }
  }

  /** One that was stopped hears it only when it goes on. */
  #ask(member: ProcessId): void {
    this.#machine.signal(member, 'SIGTERM');
    this.#machine.signal(member, 'SIGCONT');
  }

  #isTooLate({ begunMs }: Ending): boolean {
    return this.#clock.monotonic() - begunMs >= GIVE_UP_AFTER_MS;
  }

  #settle(ending: Ending, left: readonly ProcessId[] | Promise<never>): void {
    this.#endings.delete(ending);
    ending.settle(left);
  }
}
