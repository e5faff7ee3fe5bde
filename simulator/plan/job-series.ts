import type { JobRule } from '../fleet-file/fleet-file.ts';
import { arrivalsMs } from './arrivals.ts';
import { drawNodes, type NodeCandidate } from './draw.ts';
import type { PlannedNode } from './planned-node.ts';
import { isPresent } from './presence.ts';

/** One job of a series, ready to be started. */
export interface PlannedJob {
  /** `converge#3` */
  readonly label: string;
  readonly rule: JobRule;
  readonly nodes: readonly string[];
  /** Nodes that must be ready; the server's default where it is undefined. */
  readonly quorum: number | undefined;
}

/** Jobs by one rule. */
export interface JobSeries {
  readonly rule: JobRule;
  /** When each is started, from the begin; undefined where each waits for the one before. */
  readonly startsMs: readonly number[] | undefined;
  /** How many there are; Infinity where they go on until the run is over. */
  readonly length: number;
  /**
   * The job of this number, from 0 on: always the same one, where no nodes leave.
   * @param atMs when it starts, from the begin, where only the run tells that: it goes to nodes that are there then
   * @param asked who it is drawn from, where that is not as planned; batches are as planned always
   */
  job(index: number, atMs?: number, asked?: readonly NodeCandidate[]): PlannedJob;
}

/** @param durationMs from then on nothing is started; undefined where the jobs themselves end the run */
export function planSeries(
  rule: JobRule,
  nodes: readonly PlannedNode[],
  seed: string | number,
  durationMs = Number.POSITIVE_INFINITY,
): JobSeries {
  const { schedule } = rule;
  const drawn = (index: number, atMs: number, asked: readonly NodeCandidate[] = thereAt(nodes, atMs)) =>
    drawNodes(asked, rule.nodes, seed, 'job', rule.name, index);
  const job: JobSeries['job'] = (index, atMs = 0, asked) => planJob(rule, index, drawn(index, atMs, asked));
  const jobAt =
    (startsMs: readonly number[]): JobSeries['job'] =>
    (index, _atMs, asked) =>
      job(index, startsMs[index], asked);
  switch (schedule.kind) {
    case 'at': {
      const startsMs = schedule.timesMs.filter((ms) => ms < durationMs).sort((a, b) => a - b);
      return { rule, startsMs, length: startsMs.length, job: jobAt(startsMs) };
    }
    case 'every': {
      const untilEnd = Math.ceil((durationMs - schedule.fromMs) / schedule.everyMs);
      const length = Math.max(0, Math.min(schedule.times ?? Number.POSITIVE_INFINITY, untilEnd));
      const startsMs = Array.from({ length }, (_, index) => schedule.fromMs + index * schedule.everyMs);
      return { rule, startsMs, length, job: jobAt(startsMs) };
    }
    case 'rate': {
      const startsMs = arrivalsMs(schedule.stages)
        .map((ms) => schedule.fromMs + ms)
        .filter((ms) => ms < durationMs);
      return { rule, startsMs, length: startsMs.length, job: jobAt(startsMs) };
    }
    case 'back_to_back':
      return { rule, startsMs: undefined, length: schedule.times ?? Number.POSITIVE_INFINITY, job };
    case 'batches': {
      const all = drawn(0, schedule.fromMs);
      const size = Math.max(1, Math.ceil((all.length * schedule.percent) / 100));
      return {
        rule,
        startsMs: undefined,
        length: Math.ceil(all.length / size),
        job: (index) => planJob(rule, index, all.slice(index * size, (index + 1) * size)),
      };
    }
  }
}

/** Who is there by the plan; all of them where none leaves. */
function thereAt(nodes: readonly PlannedNode[], atMs: number): readonly PlannedNode[] {
  return nodes.filter(({ presence }) => presence === undefined || isPresent(presence, atMs));
}

function planJob(rule: JobRule, index: number, nodes: readonly NodeCandidate[]): PlannedJob {
  return {
    label: `${rule.name}#${index + 1}`,
    rule,
    nodes: nodes.map((node) => node.name),
    quorum: quorumOf(rule, nodes.length),
  };
}

function quorumOf({ quorum }: JobRule, nodes: number): number | undefined {
  if (quorum === undefined) return undefined;
  return 'count' in quorum ? quorum.count : Math.ceil((nodes * quorum.percent) / 100);
}
