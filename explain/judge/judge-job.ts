import type { ServerQuirkName } from '../../protocol/quirks/catalogue.ts';
import { systemClock } from '../../protocol/time/clock.ts';
import { JOB_POLICIES } from '../../server/job/job-policies.ts';
import type { ServerQuirks } from '../../server/quirks/choose-quirks.ts';
import { jobPolicies } from '../../server/quirks/job-quirks.ts';
import { exploreJob } from './explore-job.ts';
import { fittingRun } from './fitting-run.ts';
import { formFault } from './form.ts';
import type { Hypothesis } from './hypothesis.ts';
import type { JobCase } from './job-case.ts';
import { coursesOf, endMappings, slotsByNode, slotsOf } from './node-course.ts';
import { type JobSeen, plainStatus, seenOf } from './observations.ts';
import { afterRestart } from './standing-classes.ts';
import type { Impossible, JobJudgement, OpenCourse } from './verdict.ts';

/** Quirks of servers that jobs and their feeds can show. Source: protocol §10. */
export const QUIRKS_SEEN_IN_JOBS = [
  'restart-forgets-votes',
  'stranger-crashes-job',
  'negative-run-timeout',
  'negative-quorum',
  'twice-named-500',
] as const satisfies readonly ServerQuirkName[];

export interface JudgedJob {
  readonly judgement: JobJudgement;
  readonly seen: JobSeen;
}

/**
 * Whether some run of the job machine gives what was seen of a job: as protocol §6 has it, else with one quirk, else with several.
 * @param isPartial events may have been lost anywhere, also from a feed that looks whole
 */
export function judgeCase(job: JobCase, isPartial: boolean): JudgedJob {
  const seen = seenOf(job, isPartial);
  const plain = judgeWith(job, seen, isPartial, []);
  if (plain.verdict !== 'illegal') return { judgement: plain, seen };
  for (const quirks of [...QUIRKS_SEEN_IN_JOBS.map((name) => [name]), [...QUIRKS_SEEN_IN_JOBS]]) {
    const judgement = judgeWith(job, seen, isPartial, quirks);
    if (judgement.verdict === 'legal') return { judgement, seen };
  }
  return { judgement: plain, seen };
}

function judgeWith(
  job: JobCase,
  seen: JobSeen,
  isPartial: boolean,
  quirks: readonly ServerQuirkName[],
): JobJudgement {
  const fault = earliestFault(job, isPartial);
  const misfit = fault === undefined ? contradiction(job, seen, quirks) : undefined;
  if (misfit !== undefined) return { verdict: 'illegal', impossible: misfit };
  const afterCrash = crashesWith(new Set(quirks));
  const named = seen.nodes.length;
  // of a job whose size nobody knows, one more stands for all that are not named
  const unnamed = seen.nodeCount === undefined ? [0, 1] : [Math.max(0, seen.nodeCount - named)];
  let undecided: string | undefined;
  let impossible: Impossible | undefined;
  for (const more of unnamed) {
    const explored = exploreJob(seen, more, { quorum: seen.quorum, afterCrash });
    if (explored.kind === 'bound') return { verdict: 'undecided', why: explored.why };
    if (explored.kind === 'impossible') {
      impossible = faultBefore(fault, seen, explored.index) ?? explored.impossible;
      continue;
    }
    if (fault !== undefined) return { verdict: 'illegal', impossible: fault };
    const legal = withRun(explored.hypotheses, seen, more, quirks, endMappings(afterCrash));
    if (legal !== undefined) return legal;
    undecided = 'nothing speaks against it, and no run that gives it was found';
  }
  if (undecided !== undefined) return { verdict: 'undecided', why: undecided };
  if (impossible !== undefined) return { verdict: 'illegal', impossible };
  throw new Error('a job was explored in no way');
}

/** The first break of the form of feeds, of all captures. */
function earliestFault({ captures }: JobCase, isPartial: boolean) {
  return captures.map((capture) => formFault(capture, isPartial)).find((found) => found !== undefined);
}

/** The fault where it comes before, or with, the observation of this number. */
function faultBefore(
  fault: ReturnType<typeof earliestFault>,
  { observations }: JobSeen,
  index: number,
): Impossible | undefined {
  if (fault === undefined) return undefined;
  const at = observations.findIndex((each) => each.kind === 'event' && each.event === fault.event);
  return at <= index ? fault : undefined;
}

/** What the numbers of a job, or two pieces of evidence, say against each other. */
function contradiction(
  { told, captures, shown }: JobCase,
  seen: JobSeen,
  quirks: readonly ServerQuirkName[],
): Impossible | undefined {
  const ends = [...captures.flatMap(({ events }) => events), ...told].filter(
    ({ name }) => name === 'job_complete',
  );
  const [first] = ends;
  const other = ends.find(({ data }) => plainStatus(data.status) !== plainStatus(first?.data.status));
  if (first !== undefined && other !== undefined) {
    const why = `another feed says that it ended as ${plainStatus(first.data.status)}`;
    return {
      at: other.at,
      came: `job_complete ${String(other.data.status)}`,
      why,
      couldCome: [],
      section: '§7',
    };
  }
  const [place] = [...captures, ...shown];
  if (place === undefined) return undefined;
  for (const [name, value, quirk] of [
    ['quorum', seen.quorum, 'negative-quorum'],
    ['run_timeout', seen.runTimeoutSeconds, 'negative-run-timeout'],
  ] as const) {
    if (value !== undefined && value < 0 && !quirks.includes(quirk)) {
      const why = `${name} is never below 0: such a job is refused`;
      return { at: place.at, came: `a job with ${name} ${value}`, why, couldCome: [], section: '§2' };
    }
  }
  return undefined;
}

/** What becomes of the nodes of a job that the server does not bring to its end. */
function crashesWith(quirks: ServerQuirks): readonly (readonly number[])[] {
  const restart = afterRestart(jobPolicies(quirks, systemClock).afterRestart);
  const isLeftAsItWas = ['stranger-crashes-job', 'negative-run-timeout', 'twice-named-500'] as const;
  const asItWas = isLeftAsItWas.some((name) => quirks.has(name)) ? [[]] : [];
  return [afterRestart(JOB_POLICIES.afterRestart), restart, ...asItWas];
}

function withRun(
  hypotheses: readonly Hypothesis[],
  seen: JobSeen,
  unnamed: number,
  quirks: readonly string[],
  ends: ReturnType<typeof endMappings>,
): JobJudgement | undefined {
  for (const hypothesis of hypotheses) {
    const run = fittingRun(hypothesis, seen, unnamed, ends);
    if (run === undefined) continue;
    const { count, open } = courses(hypotheses, hypothesis, seen, ends);
    const isBound = seen.quorum !== undefined && count > 1n;
    return { verdict: 'legal', quirks, run, runs: { count, isBound }, open };
  }
  return undefined;
}

/** How many runs fit, and in which nodes they differ, by the hypothesis that is shown. */
function courses(
  all: readonly Hypothesis[],
  shown: Hypothesis,
  seen: JobSeen,
  ends: ReturnType<typeof endMappings>,
): { readonly count: bigint; readonly open: readonly OpenCourse[] } {
  let count = 0n;
  const open: OpenCourse[] = [];
  for (const hypothesis of all) {
    const known = new Map<string, readonly string[]>();
    let runs = 1n;
    for (const [node, slots] of slotsByNode(slotsOf(hypothesis), hypothesis.nodeCount).entries()) {
      const key = JSON.stringify([
        slots.map(({ happened }) => ({ ...happened, node: 0 })),
        hypothesis.of(node),
      ]);
      const found = known.get(key) ?? coursesOf(slots, hypothesis.of(node), ends);
      known.set(key, found);
      runs *= BigInt(Math.max(1, found.length));
      if (hypothesis === shown && found.length > 1) {
        open.push({ node: seen.nodes[node] ?? `unnamed-${node - seen.nodes.length + 1}`, courses: found });
      }
    }
    count += runs;
  }
  return { count, open };
}
