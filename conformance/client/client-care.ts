import { CONTACT, END } from './client-scenarios.ts';
import type { MachineWatch } from './machine-watch.ts';
import { FIRST_CONTACT } from './testbed/contact.ts';
import type { Testbed } from './testbed/testbed.ts';
import { CheckInterrupted, ClientEnded, Unmet } from './testbed/unmet.ts';

/** The scenario that is under way. */
export interface CaredFor {
  readonly id: string;
  readonly topic: string;
}

/** Why nothing can be judged any more: one sentence without a full stop. */
interface Obstacle {
  readonly why: string;
  /** The scenario in which that came out, which may be tried again. */
  readonly by: string;
}

/**
 * Sees to it that each scenario finds the one client of a run available: that it has got in before the first, has settled after
 * each, and is started again where it has ended or does not settle.
 */
export class ClientCare {
  readonly #testbed: Testbed;
  readonly #machine: Pick<MachineWatch, 'begin' | 'delay'>;
  readonly #contact: typeof FIRST_CONTACT;
  #obstacle: Obstacle | undefined;
  #isIn = false;
  #wasAskedToEnd = false;

  /** @param contact what the client does first of all, by ids */
  constructor(
    testbed: Testbed,
    machine: Pick<MachineWatch, 'begin' | 'delay'>,
    contact: typeof FIRST_CONTACT = FIRST_CONTACT,
  ) {
    this.#testbed = testbed;
    this.#machine = machine;
    this.#contact = contact;
  }

  /**
   * Has the client ready for a scenario. Gives why nothing can be judged by it, where that is so: before the client got in
   * everything would fail, and tell one fault forty times.
   * @throws CheckInterrupted
   */
  async prepare({ id, topic }: CaredFor): Promise<string | undefined> {
    if (this.#obstacle?.by === id) this.#obstacle = undefined;
    if (this.#obstacle !== undefined) return this.#obstacle.why;
    if (this.#wasAskedToEnd) {
      this.#wasAskedToEnd = false;
      await this.#restart(id);
    } else if (topic !== CONTACT && !this.#isIn) await this.#getIn();
    this.#machine.begin();
    return this.#obstacle === undefined ? undefined : (this.#obstacle as Obstacle).why;
  }

  /**
   * Sees to the client after a step has failed. Gives the error to tell: a client that was started again is named in it.
   * @param error what the step threw
   */
  async afterFailure(scenario: CaredFor, error: unknown): Promise<unknown> {
    const { id, topic } = scenario;
    if (error instanceof CheckInterrupted) return error;
    if (topic === CONTACT) {
      // what fails while the judge was held up says nothing of the client: the next scenario has it get in again
      if (this.#machine.delay === undefined) this.#keepOut(id, error);
      return toldOf(error);
    }
    if (topic === END) {
      this.#wasAskedToEnd = true;
      return toldOf(error);
    }
    const unsettled = error instanceof ClientEnded ? error : await this.#settled();
    if (unsettled === undefined || unsettled instanceof CheckInterrupted) return toldOf(error);
    return toldOf(error, await this.#restart(id));
  }

  /** Sees to the client after a scenario all of whose steps have passed. @throws what it has then failed with */
  async afterPass({ id, topic }: CaredFor): Promise<void> {
    if (topic === CONTACT) return;
    if (topic === END) {
      this.#wasAskedToEnd = true;
      return;
    }
    const unsettled = await this.#settled();
    if (unsettled === undefined || unsettled instanceof CheckInterrupted) return;
    throw toldOf(unsettled, await this.#restart(id));
  }

  /** What kept the client from settling. */
  #settled(): Promise<unknown> {
    return failureOf(() => this.#testbed.jobs.settle());
  }

  /** Starts it again. Gives what became of it. */
  async #restart(id: string): Promise<string | undefined> {
    const lost = await failureOf(() => this.#testbed.restartClient());
    if (lost === undefined) return 'it was started again';
    if (lost instanceof CheckInterrupted) return undefined;
    const why = `the client did not come back when it was started again after ${id}: ${textOf(lost)}`;
    this.#obstacle = { why, by: id };
    return 'started again, it did not come back';
  }

  /** Has it do what no scenario has asked of it; what fails while the judge is held up is tried once more. */
  async #getIn(): Promise<void> {
    for (const [id, act] of Object.entries(this.#contact)) {
      let failure: unknown;
      let wasHeldUp = false;
      do {
        const isSecond: boolean = wasHeldUp;
        this.#machine.begin();
        failure = await failureOf(() => act(this.#testbed));
        if (failure instanceof CheckInterrupted) throw failure;
        wasHeldUp = failure !== undefined && !isSecond && this.#machine.delay !== undefined;
      } while (wasHeldUp);
      if (failure === undefined) continue;
      if (!(failure instanceof Unmet || failure instanceof ClientEnded)) throw failure;
      return this.#keepOut(id, failure);
    }
    this.#isIn = true;
  }

  #keepOut(id: string, failure: unknown): void {
    const why =
      failure instanceof ClientEnded
        ? `${failure.message} during ${id}`
        : `the client did not get in: ${id} failed`;
    this.#obstacle = { why, by: id };
  }
}

/** What an act throws; undefined where it does not. */
async function failureOf(act: () => Promise<void>): Promise<unknown> {
  try {
    await act();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** The error by which a failure is told. @param note what became of the client */
function toldOf(failure: unknown, note?: string): unknown {
  const also = note === undefined ? '' : `; ${note}`;
  if (failure instanceof Unmet && note !== undefined)
    return new Unmet(failure.expected, `${failure.actual}${also}`);
  if (failure instanceof ClientEnded) return new Unmet('a client that goes on', `${failure.message}${also}`);
  return failure;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
