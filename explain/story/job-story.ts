import { JobProgress } from '../../protocol/client/job-progress.ts';
import type { SeenEvent } from '../evidence/evidence.ts';
import type { JobCase } from '../judge/job-case.ts';
import type { JobSeen } from '../judge/observations.ts';
import type { JobJudgement } from '../judge/verdict.ts';
import { type NodeStory, nodeStory } from './node-story.ts';

/** A job as somebody would tell it who had watched it. */
export interface JobStory {
  /** What happened to the job, a sentence each. */
  readonly sentences: readonly string[];
  /** Those that did not succeed first. */
  readonly nodes: readonly NodeStory[];
}

/** The story of a job, by what was seen of it and, where it is legal, by the run that fits. */
export function jobStory(job: JobCase, seen: JobSeen, judgement: JobJudgement): JobStory {
  const events = seen.observations.flatMap((each) => (each.kind === 'event' ? [each.event] : []));
  const start = [...events, ...job.told].find(({ name }) => name === 'start');
  const facts = { startMicros: start?.micros, jobId: job.id, spoken: job.spoken };
  const byNode = new Map<string, SeenEvent[]>();
  for (const event of events) {
    const { node } = event.data;
    if (typeof node !== 'string') continue;
    const list = byNode.get(node) ?? [];
    list.push(event);
    byNode.set(node, list);
  }
  const progress = new JobProgress();
  for (const { name, data } of events) progress.apply({ event: name, data });
  const statusOf = (node: string): string => {
    const shown = seen.shown?.nodes.get(node);
    // of a job that was only shown, the run is one of many
    if (shown !== undefined && !byNode.has(node)) return shown;
    const run = judgement.verdict === 'legal' ? judgement.run.nodes.get(node) : undefined;
    return run ?? progress.nodes.get(node)?.state ?? shown ?? 'unknown';
  };
  const status = statusAtEnd(judgement, seen, events);
  const nodes = seen.nodes.map((node) =>
    nodeStory(node, statusOf(node), byNode.get(node) ?? [], { ...facts, jobStatus: status }),
  );
  return {
    sentences: sentencesOf(job, seen, status, events, start),
    nodes: nodes.toSorted((one, other) => Number(one.isGood) - Number(other.isGood)),
  };
}

/** How the job ended, or where it is, as far as something tells. */
function statusAtEnd(
  judgement: JobJudgement,
  { shown }: JobSeen,
  events: readonly SeenEvent[],
): string | undefined {
  const end = events.find(({ name }) => name === 'job_complete');
  if (end !== undefined) return String(end.data.status);
  return judgement.verdict === 'legal' ? judgement.run.status : shown?.status;
}

function sentencesOf(
  job: JobCase,
  seen: JobSeen,
  status: string | undefined,
  events: readonly SeenEvent[],
  start: SeenEvent | undefined,
): readonly string[] {
  const sentences: string[] = [];
  const command = start?.data.command ?? job.shown[0]?.command;
  const count = seen.nodeCount ?? seen.nodes.length;
  const what = typeof command === 'string' ? `${JSON.stringify(command)} ` : '';
  const by = typeof start?.data.user === 'string' ? `, asked for by ${start.data.user}` : '';
  const quorum = seen.quorum === undefined ? '' : `, with a quorum of ${seen.quorum}`;
  sentences.push(`The job ran ${what}on ${count} ${count === 1 ? 'node' : 'nodes'}${quorum}${by}.`);
  const votes = (vote: string) =>
    events.filter(({ name, data }) => name === 'quorum_vote' && data.status === vote).length;
  const [yes, no, down, late] = ['success', 'failure', 'down', 'voting_timeout'].map(votes);
  if ((yes ?? 0) + (no ?? 0) + (down ?? 0) + (late ?? 0) > 0) {
    sentences.push(
      `In the vote ${yes} said yes and ${no} no; ${down} were down or went down, ${late} did not answer in time.`,
    );
  }
  const met = events.find(({ name }) => name === 'quorum_succeeded');
  if (met !== undefined) sentences.push(`The quorum was met${after(met, start)}.`);
  const end = events.find(({ name }) => name === 'job_complete');
  const seconds = seen.runTimeoutSeconds === undefined ? '' : ` of ${seen.runTimeoutSeconds} s`;
  const why: Readonly<Record<string, string>> = {
    complete: 'every node that had voted yes was done',
    quorum_failed: 'not enough nodes were ready, and nobody was left to vote',
    timed_out: `the run timeout${seconds} came before all nodes were done`,
    aborted: 'somebody cancelled it',
    crashed: 'the server gave it up, or was stopped meanwhile',
  };
  const reason = why[String(status)];
  if (reason !== undefined)
    sentences.push(`It ended as ${status}${end ? after(end, start) : ''}: ${reason}.`);
  else sentences.push(`As far as is known it is ${String(status ?? 'in progress')}.`);
  return sentences;
}

function after({ micros }: SeenEvent, start: SeenEvent | undefined): string {
  if (micros === undefined || start?.micros === undefined) return '';
  return ` after ${((micros - start.micros) / 1_000_000).toFixed(2)} s`;
}
