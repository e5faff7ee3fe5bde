import type { ClientQuirkName } from '../../protocol/quirks/catalogue.ts';
import { systemClock } from '../../protocol/time/clock.ts';
import { delayText } from '../../reports/generators/conformance/delays.ts';
import type { Delay, JournalLine } from '../../reports/generators/conformance/results.ts';
import type { Attempt } from '../../reports/generators/conformance/verdict.ts';
import { type CheckOutcome, notRun } from './check-outcome.ts';
import type { Check, MeetQuirk, Topic } from './checks/check.ts';
import { CONTACT } from './checks/contact.ts';
import { END } from './checks/end.ts';
import type { MachineWatch } from './machine-watch.ts';
import { journalLine } from './testbed/client-event.ts';
import type { Testbed } from './testbed/testbed.ts';
import { CheckInterrupted, ClientEnded, Unmet } from './testbed/unmet.ts';
import { type ClientRules, checkAttemptOf, type Shown, verdictOn } from './verdict-on.ts';

/** Lines of a journal that a failure quotes. */
const QUOTED = 60;

const INTERRUPTED = 'the run was interrupted';

export interface Tried {
  readonly outcome: CheckOutcome;
  /** Why nothing after it can be judged. */
  readonly stops?: string;
}

export interface Judging {
  readonly testbed: Testbed;
  readonly rules: ClientRules;
  /** Says whether a failure may be due to this machine. */
  readonly machine: Pick<MachineWatch, 'begin' | 'delay'>;
}

/**
 * Makes one check. Where it fails while the judge was held up it says nothing of the client, and is made again; where that
 * happens twice, nothing can be concluded.
 */
export async function tryCheck(topic: Topic, check: Check, judging: Judging): Promise<Tried> {
  const startedMs = systemClock.monotonic();
  const made: Made[] = [];
  let last: Made;
  do {
    const next = await makeCheck(topic, check, judging);
    if (next === 'interrupted') return { outcome: notRun(topic, check, INTERRUPTED), stops: INTERRUPTED };
    last = next;
    made.push(last);
  } while (made.length === 1 && mayComeAgain(topic, last));
  const delay = made.findLast((each) => each.delay !== undefined)?.delay;
  const outcome: CheckOutcome = {
    topic,
    check,
    attempts: made.length,
    durationMs: Math.round(systemClock.monotonic() - startedMs),
    journal: last.journal,
    ...(delay !== undefined && { delay, reason: delayText(delay) }),
    ...verdictOn(
      check.id,
      made.map(({ came }) => came),
      last.shown,
      judging.rules,
    ),
  };
  return { outcome, ...(last.stops !== undefined && { stops: last.stops }) };
}

/** One attempt at a check. */
interface Made extends Pick<Afterwards, 'stops'> {
  readonly came: Attempt;
  readonly shown: Shown;
  /** What held up the judge, where that may be why it failed. */
  readonly delay?: Delay;
  /** What was seen of the client, where it did not pass. */
  readonly journal: readonly JournalLine[];
}

/** A client that has ended cannot end again, and one that does not come back is not there to be asked. */
function mayComeAgain(topic: Topic, made: Made): boolean {
  return made.came === 'held up' && topic !== END && (topic === CONTACT || made.stops === undefined);
}

/**
 * Makes a check once, and has the client settle afterwards: whatever it still has to say to what it was told belongs to this
 * check, and the next one finds it available. A client that has ended, or does not settle, is started again.
 */
async function makeCheck(
  topic: Topic,
  check: Check,
  { testbed, rules, machine }: Judging,
): Promise<Made | 'interrupted'> {
  const fromMs = systemClock.now();
  const since = testbed.watch.mark();
  const quirks = new Map<ClientQuirkName, string>();
  const meet: MeetQuirk = (name, evidence) => {
    if (!quirks.has(name)) quirks.set(name, evidence);
  };
  machine.begin();
  const failure = await failureOf(() => check.run(testbed, meet));
  if (failure instanceof CheckInterrupted) return 'interrupted';
  const after = await afterwards(topic, check, failure, testbed);
  const shown: Shown = {
    ...shownBy(failure ?? after.failure, after.note),
    quirks: Array.from(quirks, ([name, evidence]) => ({ name, evidence })),
  };
  const came = checkAttemptOf(shown, rules);
  const delay = came === 'failed' ? machine.delay : undefined;
  const seen = came === 'passed' ? [] : testbed.watch.since(since).slice(-QUOTED);
  return {
    came: delay === undefined ? came : 'held up',
    shown,
    ...(delay !== undefined && { delay }),
    journal: seen.map((entry) => journalLine(entry, testbed.node, fromMs)),
    ...(after.stops !== undefined && { stops: after.stops }),
  };
}

interface Afterwards {
  /** What went wrong after the check, where nothing had before. */
  readonly failure?: unknown;
  /** What became of the client. */
  readonly note?: string;
  readonly stops?: string;
}

async function afterwards(
  topic: Topic,
  { id }: Check,
  failure: unknown,
  testbed: Testbed,
): Promise<Afterwards> {
  if (topic === CONTACT) {
    if (failure === undefined) return {};
    return {
      stops:
        failure instanceof ClientEnded
          ? `${failure.message} during ${id}`
          : `the client did not get in: ${id} failed`,
    };
  }
  if (topic === END) return {};
  const unsettled = failure instanceof ClientEnded ? failure : await failureOf(() => testbed.jobs.settle());
  if (unsettled === undefined) return {};
  if (unsettled instanceof CheckInterrupted) return { stops: INTERRUPTED };
  const lost = await failureOf(() => testbed.restartClient());
  if (lost instanceof CheckInterrupted) return { failure: unsettled, stops: INTERRUPTED };
  const note = lost === undefined ? 'it was started again' : 'started again, it did not come back';
  return {
    failure: unsettled,
    note,
    ...(lost !== undefined && {
      stops: `the client did not come back when it was started again after ${id}: ${textOf(lost)}`,
    }),
  };
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

function shownBy(failure: unknown, note: string | undefined): Omit<Shown, 'quirks'> {
  if (failure === undefined) return {};
  const also = note === undefined ? '' : `; ${note}`;
  if (failure instanceof Unmet)
    return { unmet: { expected: failure.expected, actual: `${failure.actual}${also}` } };
  if (failure instanceof ClientEnded) {
    return { unmet: { expected: 'a client that goes on', actual: `${failure.message}${also}` } };
  }
  return { stack: failure instanceof Error ? (failure.stack ?? failure.message) : String(failure) };
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
