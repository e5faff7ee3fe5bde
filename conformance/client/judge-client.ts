import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Envelope } from '@cucumber/messages';
import { makeFolder } from '../../files/make-folder.ts';
import type { Suggest } from '../../files/settings/schema-check.ts';
import type { DialectName } from '../../protocol/dialect-name.ts';
import { CLIENT_QUIRKS } from '../../protocol/quirks/catalogue.ts';
import type { QuirkChoice } from '../../protocol/quirks/quirk-choice.ts';
import { clientQuirks } from '../../protocol/quirks/quirk-set.ts';
import { exitCodeOf } from '../../reports/generators/conformance/exit-code.ts';
import { modelOf } from '../../reports/generators/conformance/model-of.ts';
import type { ConformanceResults, ScenarioResult } from '../../reports/generators/conformance/results.ts';
import type { KnownFailure, RunFacts } from '../../reports/generators/conformance/run-facts.ts';
import { writeResults } from '../../reports/generators/conformance/write-reports.ts';
import type { RunSelection, ScenarioPlan } from '../plan/plan.ts';
import { factsOfRun } from '../run/facts.ts';
import { type RunPlannedOptions, runPlanned } from '../run/run-planned.ts';
import { loadSections } from '../scenarios/sections.ts';
import { chosenResults } from './chosen-results.ts';
import { checkClientWords, clientCandidates, planClient } from './client-scenarios.ts';
import { clientTimings } from './client-timings.ts';

export interface JudgeClientOptions extends Omit<RunPlannedOptions, 'parallel' | 'onEnded'> {
  /** Starts the client, as typed into a shell. */
  readonly commandLine: string;
  /** Where that is run. */
  readonly folder: string;
  /** Of the client in reports. */
  readonly name: string;
  readonly description?: string;
  readonly node: string;
  readonly dialect: DialectName;
  /** Whether the server speaks https, by a certificate that it makes. Default: http. */
  readonly https?: boolean;
  /** The quirks that the client may have. */
  readonly quirks: QuirkChoice<string>;
  readonly knownFailures: readonly KnownFailure[];
  readonly heartbeatIntervalMs: number;
  /** What is asked of the run; the patience is also the time that the client has for its first contact. */
  readonly selection: RunSelection & { readonly patienceMs: number };
  readonly suggest: Suggest;
  readonly tool: RunFacts['tool'];
  /** The words after `push-harness`. */
  readonly commandWords: readonly string[];
  /** Told of each scenario that is asked for as soon as it is judged, or it is known that it will not be. */
  readonly onResult: (result: ScenarioResult) => void;
}

export interface JudgedClient {
  readonly results: ConformanceResults;
  /** False where the client has never spoken to the server: nothing was proven. */
  readonly wasContacted: boolean;
  /** 3: it was never contacted; the others as for servers. */
  readonly exitCode: 0 | 1 | 3 | 4 | 70 | 130;
}

/** Says which scenarios would run, and why the rest would not. @throws ConformUsageError */
export async function planClientRun(
  options: Pick<JudgeClientOptions, 'selection' | 'knownFailures' | 'suggest' | 'heartbeatIntervalMs'>,
): Promise<ScenarioPlan> {
  const { selection, suggest, heartbeatIntervalMs } = options;
  const candidates = await clientCandidates();
  checkClientWords(options, candidates, suggest);
  return planClient(candidates, selection, heartbeatIntervalMs);
}

/**
 * Starts a server and the client, judges the client by the features about clients, and writes the reports. Both are stopped
 * when this resolves.
 * @throws ConformUsageError, QuirkChoiceError before anything is started; what Cucumber throws
 */
export async function judgeClient(options: JudgeClientOptions): Promise<JudgedClient> {
  const { selection, suggest, heartbeatIntervalMs, outDir, signal, onResult } = options;
  const acceptedQuirks = [...clientQuirks(options.quirks)];
  const candidates = await clientCandidates();
  checkClientWords(options, candidates, suggest);
  const planned = planClient(candidates, selection, heartbeatIntervalMs);
  const { patienceMs } = selection;
  const { votingTimeoutMs } = clientTimings(heartbeatIntervalMs, patienceMs).server;
  const facts = {
    ...factsOfRun(options, CLIENT_QUIRKS, await loadSections()),
    notRun: planned.notRun,
    knownFailures: options.knownFailures,
    target: {
      name: options.name,
      dialect: options.dialect,
      description: options.description ?? 'a push client, judged by the reference server',
      capabilities: [],
      acceptedQuirks,
      timings: { heartbeatIntervalMs, votingTimeoutMs, patienceMs },
    },
  };
  makeFolder(outDir);
  const work = await mkdtemp(join(tmpdir(), 'push-harness-client-'));
  const told = {
    ...{ commandLine: options.commandLine, folder: options.folder, node: options.node },
    ...{ dialect: options.dialect, https: options.https === true, acceptedQuirks },
    ...{ heartbeatIntervalMs, patienceMs, outDir },
    workFolder: work,
    contactFile: join(work, 'contact'),
    stopFile: join(work, 'stop'),
  };
  const messages: Envelope[] = [];
  const factsUntilNow = (): RunFacts => ({
    ...facts,
    endedAt: new Date().toISOString(),
    interrupted: signal.aborted,
  });
  const resultsBy = (full: RunFacts): ConformanceResults =>
    chosenResults(modelOf(messages, full), candidates);
  const wasTold = new Set<string>();
  const tell = (result: ScenarioResult | undefined): void => {
    if (result === undefined || wasTold.has(result.id)) return;
    wasTold.add(result.id);
    onResult(result);
  };
  try {
    const hindrance = await runPlanned(
      {
        ...options,
        // one client is there for all of them, which they have to themselves one after the other
        parallel: 0,
        onEnded({ candidate, isTriedAgain }) {
          if (!isTriedAgain) tell(resultsBy(factsUntilNow()).scenarios.find(({ id }) => id === candidate.id));
        },
      },
      {
        ...{ subject: { kind: 'client', told }, planned, candidates, facts, work, messages },
        ended: () => undefined,
      },
    );
    const full: RunFacts = { ...factsUntilNow(), ...(hindrance !== undefined && { hindrance }) };
    const results = resultsBy(full);
    for (const each of results.scenarios) tell(each);
    await writeFile(join(outDir, 'facts.json'), `${JSON.stringify(full, undefined, 2)}\n`);
    writeResults(outDir, results);
    const wasContacted = existsSync(told.contactFile);
    const judged = exitCodeOf(results);
    return { results, wasContacted, exitCode: judged === 130 || wasContacted ? judged : 3 };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
