import { placeText, type SeenEvent } from '../evidence/evidence.ts';
import { couldCome } from './could-come.ts';
import { afterEvent, afterGap, afterUnseenEnd, distinct, type ExploredJob } from './explore.ts';
import { seenWords } from './form.ts';
import { Hypothesis } from './hypothesis.ts';
import type { JobObservation, JobSeen } from './observations.ts';
import { shownUnder, wordsFor } from './standing-classes.ts';
import type { Impossible } from './verdict.ts';

/** Ways that a job may have gone which are followed at once; a whole feed has one or two. */
const MOST_HYPOTHESES = 200;
/** Of a job, named or not. */
const MOST_NODES = 100_000;

export type Explored =
  | { readonly kind: 'fits'; readonly hypotheses: readonly Hypothesis[] }
  | { readonly kind: 'impossible'; readonly impossible: Impossible; readonly index: number }
  | { readonly kind: 'bound'; readonly why: string };

/** How a job may have gone, by all that was seen of it. @param unnamed how many nodes nothing names */
export function exploreJob(seen: JobSeen, unnamed: number, job: ExploredJob): Explored {
  const count = seen.nodes.length + unnamed;
  if (count > MOST_NODES) return { kind: 'bound', why: `the job has more than ${MOST_NODES} nodes` };
  const numbers = new Map(seen.nodes.map((name, number) => [name, number]));
  const nameOf = (node: number) => seen.nodes[node];
  let hypotheses: readonly Hypothesis[] = [Hypothesis.ofNodes(count)];
  const named = new Set<string>();
  for (const [index, observation] of seen.observations.entries()) {
    const impossible = (node: number | undefined, reason?: Partial<Impossible>): Explored => ({
      ...{ kind: 'impossible', index },
      impossible: { ...refusal(observation, hypotheses, node, nameOf), ...reason },
    });
    const node = observation.kind === 'event' ? observation.event.data.node : undefined;
    const number = typeof node === 'string' ? numbers.get(node) : undefined;
    if (typeof node === 'string') {
      named.add(node);
      if (seen.members !== undefined && !seen.members.has(node)) {
        return impossible(undefined, { why: `the job has no node ${node}`, couldCome: [] });
      }
      if (seen.nodeCount !== undefined && named.size > seen.nodeCount) {
        const why = `the job has ${seen.nodeCount} nodes, and ${node} is one more`;
        return impossible(undefined, { why, couldCome: [] });
      }
    }
    const next = distinct(hypotheses.flatMap((each) => step(each, observation, number, index, job)));
    if (next.length === 0) return impossible(number);
    if (next.length > MOST_HYPOTHESES) {
      return {
        kind: 'bound',
        why: `there are more than ${MOST_HYPOTHESES} ways at once that the job may have gone before ${whereText(observation)}`,
      };
    }
    hypotheses = next;
  }
  return asShown(seen, numbers, hypotheses);
}

function step(
  before: Hypothesis,
  observation: JobObservation,
  node: number | undefined,
  at: number,
  job: ExploredJob,
): readonly Hypothesis[] {
  if (observation.kind === 'gap') return afterGap(before, at, job);
  if (observation.kind === 'unseenEnd') return afterUnseenEnd(before, observation.status, at, job);
  const { event } = observation;
  if (event.name === 'start') {
    if (before.trail !== undefined) return [];
    const started = before.copy();
    started.happened({ kind: 'start' }, at);
    return [started];
  }
  if (before.trail === undefined) return [];
  const { status } = event.data;
  const kind = { name: event.name, status: typeof status === 'string' ? status : undefined, node };
  return afterEvent(before, kind, at, job);
}

/** Those that agree with the job as it was shown in the end. */
function asShown(
  { shown, observations }: JobSeen,
  numbers: ReadonlyMap<string, number>,
  hypotheses: readonly Hypothesis[],
): Explored {
  if (shown === undefined) return { kind: 'fits', hypotheses };
  const refused = (came: string, why: string): Explored => ({
    ...{ kind: 'impossible', index: observations.length },
    impossible: { at: shown.at, came, why, couldCome: [], section: '§6' },
  });
  const parts = hypotheses.filter((each) => isShownPart(each, shown.status));
  const agreed = parts.length === 0 ? undefined : parts;
  if (agreed === undefined) {
    const ends = [...new Set(hypotheses.map(statusAtEnd))].join(' or ');
    return refused(`job status ${shown.status}`, `by its feed the job is ${ends}`);
  }
  let left = agreed.map((each) => each.copy());
  for (const [name, word] of shown.nodes) {
    const node = numbers.get(name);
    if (node === undefined) continue;
    const allowed = shownUnder(word, shown.dialect);
    const fitting = left.filter((each) => {
      const set = each.of(node) & allowed;
      if (set !== 0) each.put(node, set);
      return set !== 0;
    });
    if (fitting.length === 0) {
      const words = [...new Set(left.flatMap((each) => wordsFor(each.of(node), shown.dialect)))];
      return refused(
        `${name} shown as ${word}`,
        `no run that fits ends so: ${name} could be ${words.join(' or ')}`,
      );
    }
    left = fitting;
  }
  return { kind: 'fits', hypotheses: left };
}

function isShownPart(hypothesis: Hypothesis, status: string): boolean {
  const { part, pending } = hypothesis;
  if (status === 'new') return false;
  if (status === 'voting' || status === 'running') return part === status && pending.length === 0;
  return statusAtEnd(hypothesis) === status;
}

/** `voting`, `running`, or how it ended. */
export function statusAtEnd({ part, trail }: Hypothesis): string {
  return part === 'over' && trail?.last.kind === 'end' ? trail.last.status : part;
}

function refusal(
  observation: JobObservation,
  hypotheses: readonly Hypothesis[],
  node: number | undefined,
  nameOf: (node: number) => string | undefined,
): Impossible {
  if (observation.kind === 'event') {
    const { event } = observation;
    const isOver = hypotheses.every(({ part }) => part === 'over');
    return {
      at: event.at,
      came: seenWords(event),
      why: whyNot(event, hypotheses, isOver),
      couldCome: couldCome(hypotheses, node, nameOf),
      section: isOver || event.name === 'start' ? '§7' : '§6',
    };
  }
  const at = observation.kind === 'unseenEnd' ? observation.at : { source: 'the evidence' };
  const came = observation.kind === 'unseenEnd' ? `job status ${observation.status}` : 'what follows';
  const why = 'no run that fits the events before can end so';
  return { at, came, why, couldCome: couldCome(hypotheses, undefined, nameOf), section: '§6' };
}

function whyNot(event: SeenEvent, hypotheses: readonly Hypothesis[], isOver: boolean): string {
  if (isOver) return 'the job is over, and job_complete is its last event';
  if (event.name === 'start') return 'start is the first event of a job, and comes once';
  if (hypotheses.every(({ pending }) => pending.length > 0)) {
    return 'the events of one message follow each other, and the job goes on as soon as nobody is left';
  }
  if (event.name === 'job_complete' || event.name === 'quorum_succeeded') {
    return 'nodes have something to do yet, or not enough of them voted yes';
  }
  return 'in no row of the tables does it come from a node that stands so';
}

function whereText(observation: JobObservation): string {
  if (observation.kind === 'event') return placeText(observation.event.at);
  return observation.kind === 'unseenEnd' ? placeText(observation.at) : 'a gap';
}
