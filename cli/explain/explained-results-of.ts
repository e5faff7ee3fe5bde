import { type EvidenceFault, placeText } from '../../explain/evidence/evidence.ts';
import type { ExplainedJob, Explanation } from '../../explain/explain.ts';
import { explanationVerdict } from '../../explain/explain.ts';
import type { JobSeen } from '../../explain/judge/observations.ts';
import { eventWords, type Impossible } from '../../explain/judge/verdict.ts';
import type {
  ExplainedEvent,
  ExplainedJobResult,
  ExplainedResults,
  ImpossibleResult,
} from '../../reports/generators/explained/explained-results.ts';

/** An explanation in the form in which it is printed and shown. */
export function explainedResultsOf(
  explanation: Explanation,
  faults: readonly EvidenceFault[],
  accepted: ReadonlySet<string>,
): ExplainedResults {
  return {
    version: 1,
    verdict: explanationVerdict(explanation, accepted),
    accepted: [...accepted],
    jobs: explanation.jobs.map(jobOf),
    organisationFeeds: explanation.feeds.map(({ at, judgement }) => ({
      at: placeText(at),
      verdict: judgement.verdict,
      quirks: judgement.verdict === 'legal' ? judgement.quirks : [],
      impossible: judgement.verdict === 'illegal' ? impossibleOf(judgement.impossible) : null,
      jobs: judgement.verdict === 'legal' ? judgement.jobs : 0,
    })),
    faults: faults.map(({ at, problem }) => ({ at: placeText(at), problem })),
  };
}

function jobOf({ job, seen, judgement, story }: ExplainedJob): ExplainedJobResult {
  const legal = judgement.verdict === 'legal' ? judgement : undefined;
  return {
    id: job.id ?? null,
    at: placeText(job.at),
    verdict: judgement.verdict,
    quirks: legal?.quirks ?? [],
    impossible: judgement.verdict === 'illegal' ? impossibleOf(judgement.impossible) : null,
    undecided: judgement.verdict === 'undecided' ? judgement.why : null,
    story: story.sentences,
    nodes: story.nodes,
    rows: legal?.run.rows ?? [],
    run: (legal?.run.steps ?? []).map(({ input, node, events }) => ({
      input,
      node: node ?? null,
      events: events.map(eventWords),
    })),
    runs: {
      count: String(legal?.runs.count ?? 0n),
      isBound: legal?.runs.isBound ?? false,
      differIn: legal?.open ?? [],
    },
    events: eventsOf(seen),
    remarks: seen.remarks,
  };
}

function impossibleOf({ at, came, why, couldCome, section }: Impossible): ImpossibleResult {
  return {
    ...{ at: placeText(at), came, why, section },
    couldCome: couldCome.map(({ event, node, status }) => ({
      event,
      ...(node !== undefined && { node }),
      ...(status !== undefined && { status }),
    })),
  };
}

function eventsOf({ observations }: JobSeen): readonly ExplainedEvent[] {
  const events: ExplainedEvent[] = [];
  let isAfterGap = false;
  let first: number | undefined;
  for (const each of observations) {
    if (each.kind === 'gap') isAfterGap = true;
    if (each.kind !== 'event') continue;
    const { name, data, micros, at } = each.event;
    first ??= micros;
    events.push({
      at: placeText(at),
      seconds: micros === undefined || first === undefined ? null : (micros - first) / 1_000_000,
      event: name,
      node: typeof data.node === 'string' ? data.node : null,
      status: typeof data.status === 'string' ? data.status : null,
      isAfterGap,
    });
    isAfterGap = false;
  }
  return events;
}
