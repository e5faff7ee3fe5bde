import { writeFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Envelope } from '@cucumber/messages';
import { shownInPart } from '../../protocol/client/shown-in-part.ts';
import { excuseFor } from '../../reports/generators/conformance/known-failures.ts';
import type { Hindrance } from '../../reports/generators/conformance/run-facts.ts';
import { CLIENT_VARIABLE, type ClientUnderTest } from '../client/client-under-test.ts';
import { JOURNAL_SUBFOLDER, JOURNAL_VARIABLE } from '../journal/places.ts';
import type { JudgeTargetOptions } from '../judge-target-options.ts';
import type { Candidate } from '../plan/candidate.ts';
import type { ScenarioPlan } from '../plan/plan.ts';
import { FEATURES_ROOT } from '../scenarios/load-features.ts';
import { type ResolvedTarget, TARGET_VARIABLE } from '../target-file/resolved-target.ts';
import type { FactsBefore } from './facts.ts';
import { INTERRUPTED_WORD } from './interrupted-word.ts';
import { MessageFile } from './message-file.ts';
import { Progress } from './progress.ts';
import { runAndRepeat } from './run-and-repeat.ts';
import { type FeatureRunOptions, runFeatures } from './run-features.ts';
import { watchTarget } from './target-watch.ts';

/** What is judged, as the processes that run scenarios are told. */
export type Subject =
  | { readonly kind: 'server'; readonly told: ResolvedTarget & { readonly stopFile: string } }
  | { readonly kind: 'client'; readonly told: ClientUnderTest };

/** The environment variables that name the file with it. */
const VARIABLES = { server: TARGET_VARIABLE, client: CLIENT_VARIABLE } as const;

/** How scenarios are run, and who is told of it. */
export type RunPlannedOptions = Pick<
  JudgeTargetOptions,
  'outDir' | 'parallel' | 'retry' | 'failFast' | 'env' | 'signal' | 'run' | 'onEnded' | 'onFault' | 'onRemark'
>;

/** What runs, and what is known of it. */
export interface Planned {
  readonly subject: Subject;
  readonly planned: ScenarioPlan;
  readonly candidates: readonly Candidate[];
  readonly facts: FactsBefore;
  /** How the target has ended by itself, where that is known. */
  readonly ended: () => string | undefined;
  /** A folder for files of the run. */
  readonly work: string;
  /** Cucumber's messages are added to it. */
  readonly messages: Envelope[];
}

/**
 * Runs what was planned. Gives what cut the run short, where something but a signal did.
 * @throws the system's error where the report cannot be written
 */
export async function runPlanned(
  options: RunPlannedOptions,
  { subject, planned, candidates, facts, ended: endOfTarget, work, messages }: Planned,
): Promise<Hindrance | undefined> {
  const journalFolder = join(options.outDir, JOURNAL_SUBFOLDER);
  // one of an earlier run into the same folder
  await rm(journalFolder, { recursive: true, force: true });
  const subjectFile = join(work, `${subject.kind}.json`);
  await writeFile(subjectFile, JSON.stringify(subject.told), { mode: 0o600 });
  const stop = (): void =>
    writeFileSync(subject.told.stopFile, options.signal.aborted ? INTERRUPTED_WORD : '');
  const cut = new AbortController();
  const stopping = AbortSignal.any([options.signal, cut.signal]);
  stopping.addEventListener('abort', stop, { once: true });
  const progress = new Progress(candidates);
  let hindrance: Hindrance | undefined;
  const cutShort = (by: Hindrance['by'], why: string, ids = progress.underWay): void => {
    if (stopping.aborted) return;
    const end = by === 'target' ? endOfTarget() : undefined;
    const text = end === undefined ? why : `${why}, and ${shownInPart(end)}`;
    hindrance = { by, why: `${text}${whileUnderWay(ids)}`, remedy: REMEDIES[by] };
    cut.abort();
  };
  const written = new MessageFile(join(options.outDir, 'messages.ndjson'), stop);
  const endWatch =
    subject.kind === 'server' ? watchTarget(subject.told, (why) => cutShort('target', why)) : () => {};
  try {
    const run: FeatureRunOptions = {
      root: FEATURES_ROOT,
      subject: subject.kind,
      selected: planned.selected.map(({ uri, line }) => `${uri}:${line}`),
      parallel: Math.min(options.parallel, Math.max(1, planned.selected.length)),
      retry: options.retry,
      env: {
        // Cucumber looks for a home when it is loaded, and a user without a name and without this has none
        HOME: tmpdir(),
        ...options.env,
        [VARIABLES[subject.kind]]: subjectFile,
        [JOURNAL_VARIABLE]: journalFolder,
      },
      stopping,
      onCrash(why, stack) {
        cutShort('harness', why);
        if (stack !== undefined) options.onFault?.(stack);
      },
      onMessage(envelope) {
        messages.push(envelope);
        written.write(envelope);
        const ended = progress.take(envelope);
        if (ended === undefined) return;
        options.onEnded?.(ended);
        const { candidate, notJudged } = ended;
        if (notJudged?.ends) cutShort('target', notJudged.why, [candidate.id, ...progress.underWay]);
        const isKnown = excuseFor(candidate.id, facts).expectation === 'known failure';
        if (options.failFast && ended.outcome === 'failed' && !ended.isTriedAgain && !isKnown) stop();
      },
    };
    const ids = new Map(planned.selected.map(({ id, uri, line }) => [`${uri}:${line}`, id]));
    await runAndRepeat(options.run ?? runFeatures, run, {
      mayRepeat: (place) => excuseFor(ids.get(place) ?? '', facts).expectation !== 'known failure',
      onRepeat: (count) =>
        options.onRemark?.(
          `${count} of them failed while this machine was too slow for the target's timings: each is run again, alone.`,
        ),
    });
  } finally {
    endWatch();
    stopping.removeEventListener('abort', stop);
    await written.close();
  }
  return hindrance;
}

const REMEDIES = {
  target: 'start it again, and judge the rest with --rerun',
  harness:
    'this is an error of push-harness unless somebody ended that process: judge the rest with --rerun, and report it if it comes again',
} as const satisfies Record<Hindrance['by'], string>;

function whileUnderWay(ids: readonly string[]): string {
  if (ids.length === 0) return '';
  return ` while ${ids.join(', ')} ${ids.length === 1 ? 'was' : 'were'} under way`;
}
