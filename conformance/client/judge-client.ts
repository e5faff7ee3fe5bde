import type { DialectName } from '../../protocol/dialect-name.ts';
import { CLIENT_QUIRKS } from '../../protocol/quirks/catalogue.ts';
import { factsOf } from '../../protocol/quirks/quirk.ts';
import type { QuirkChoice } from '../../protocol/quirks/quirk-choice.ts';
import { clientQuirks } from '../../protocol/quirks/quirk-set.ts';
import { exitCodeOf } from '../../reports/generators/conformance/exit-code.ts';
import type { ConformanceResults } from '../../reports/generators/conformance/results.ts';
import type { KnownFailure } from '../../reports/generators/conformance/run-facts.ts';
import { resolveTimings } from '../../server/settings.ts';
import type { CheckOutcome } from './check-outcome.ts';
import type { Check } from './checks/check.ts';
import { TOPICS } from './checks/index.ts';
import { MachineWatch } from './machine-watch.ts';
import { clientResultsOf } from './results-of.ts';
import { runChecks } from './run-checks.ts';
import { Testbed } from './testbed/testbed.ts';
import { waitsFor } from './testbed/waits.ts';

export interface JudgeClientOptions {
  /** Starts the client, as typed into a shell. */
  readonly commandLine: string;
  /** Of the client in reports. */
  readonly name: string;
  readonly description?: string;
  readonly node: string;
  readonly dialect: DialectName;
  /** The quirks that the client may have. */
  readonly quirks: QuirkChoice<string>;
  readonly knownFailures: readonly KnownFailure[];
  readonly heartbeatIntervalMs: number;
  readonly patienceMs: number;
  /** The checks to make; all of them where none is named. */
  readonly ids: readonly string[];
  /** Where what the client writes is kept. */
  readonly outDir: string;
  readonly signal: AbortSignal;
  readonly toolVersion: string;
  /** The words after `push-harness`. */
  readonly words: readonly string[];
  readonly onOutcome: (outcome: CheckOutcome) => void;
}

/**
 * A client that a busy machine holds up for some intervals is not down yet, nor is its server: it is judged by what it does,
 * not by when. With these it may be silent for about sixty intervals, and hear nothing for ten.
 */
const SLOW_TO_GIVE_UP = { downThreshold: 0.05, decayWindow: 20, offlineThreshold: 10 };

/** Half of the time after which a client that hears nothing goes away: what it hears next may be late as well. */
const HALF = 0.5;

/** A check that there is not. */
export class UnknownCheck extends Error {
  override readonly name = 'UnknownCheck';
}

export interface JudgedClient {
  readonly results: ConformanceResults;
  /** False where the client has never spoken to the server: nothing was proven. */
  readonly wasContacted: boolean;
  /** 3: it was never contacted; the others as for servers. */
  readonly exitCode: 0 | 1 | 3 | 4 | 70 | 130;
}

/** All checks, in their order. */
export const CHECKS: readonly Check[] = TOPICS.flatMap(({ checks }) => checks);

/**
 * Starts a server and the client, and judges the client. Both are stopped when this resolves.
 * @throws UnknownCheck, QuirkChoiceError before anything is started, StartError
 */
export async function judgeClient(options: JudgeClientOptions): Promise<JudgedClient> {
  const { commandLine, node, dialect, heartbeatIntervalMs, patienceMs, ids, outDir, signal } = options;
  const { name, description, knownFailures } = options;
  const acceptedQuirks = clientQuirks(options.quirks);
  const wrong = ids.find((id) => !CHECKS.some((check) => check.id === id));
  if (wrong !== undefined) {
    throw new UnknownCheck(`there is no check ${wrong}; there are ${CHECKS.map(({ id }) => id).join(', ')}`);
  }
  const waits = waitsFor(heartbeatIntervalMs, patienceMs);
  const timings = resolveTimings({
    heartbeatIntervalMs,
    votingTimeoutMs: waits.answerMs,
    rehabIntervalMs: Math.min(1_000, 2 * heartbeatIntervalMs),
    ...SLOW_TO_GIVE_UP,
  });
  const startedAt = new Date().toISOString();
  const rules = { acceptedQuirks, knownFailures, startedAt };
  const testbed = await Testbed.start({ commandLine, node, dialect, timings, waits, outDir, signal });
  const machine = new MachineWatch(HALF * SLOW_TO_GIVE_UP.offlineThreshold * heartbeatIntervalMs);
  machine.start();
  let outcomes: readonly CheckOutcome[];
  try {
    const isSelected = ({ id }: Check): boolean => ids.length === 0 || ids.includes(id);
    const { onOutcome } = options;
    outcomes = await runChecks({ testbed, topics: TOPICS, isSelected, rules, machine, onOutcome });
  } finally {
    machine.stop();
    await testbed.stop();
  }
  const wasContacted = testbed.watch.since(0).some(({ kind }) => kind === 'request' || kind === 'message');
  const facts = {
    toolVersion: options.toolVersion,
    startedAt,
    endedAt: new Date().toISOString(),
    commandLine: options.words,
    interrupted: signal.aborted,
    knownFailures,
    quirks: factsOf(CLIENT_QUIRKS),
    target: {
      name,
      dialect,
      description: description ?? 'a push client, judged by the reference server',
      capabilities: [],
      acceptedQuirks: [...acceptedQuirks],
      timings: { heartbeatIntervalMs, votingTimeoutMs: timings.votingTimeoutMs, patienceMs },
    },
  };
  const results = clientResultsOf(facts, outcomes);
  const judged = exitCodeOf(results);
  return { results, wasContacted, exitCode: judged === 130 || wasContacted ? judged : 3 };
}
