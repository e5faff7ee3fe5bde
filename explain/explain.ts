import type { Evidence, EvidencePlace } from './evidence/evidence.ts';
import { casesIn, type JobCase } from './judge/job-case.ts';
import { judgeCase } from './judge/judge-job.ts';
import type { JobSeen } from './judge/observations.ts';
import { type FeedJudgement, judgeOrganisationFeed } from './judge/organisation-feed.ts';
import type { JobJudgement } from './judge/verdict.ts';
import { type JobStory, jobStory } from './story/job-story.ts';

export interface ExplainOptions {
  /** Events may have been lost anywhere, also from feeds that look whole. */
  readonly isPartial: boolean;
}

/** A job of the evidence, judged and told. */
export interface ExplainedJob {
  readonly job: JobCase;
  readonly seen: JobSeen;
  readonly judgement: JobJudgement;
  readonly story: JobStory;
}

/** An organisation's feed of the evidence, judged. */
export interface ExplainedFeed {
  readonly at: EvidencePlace;
  readonly judgement: FeedJudgement;
}

export interface Explanation {
  readonly jobs: readonly ExplainedJob[];
  readonly feeds: readonly ExplainedFeed[];
}

/** What can be said of evidence: of each job, and of each feed of an organisation, whether it can be, and what happened. */
export function explainEvidence(evidence: Evidence, { isPartial }: ExplainOptions): Explanation {
  return {
    jobs: casesIn(evidence)
      .filter(({ captures, shown, told }) => captures.length + shown.length + told.length > 0)
      .map((job) => {
        const { judgement, seen } = judgeCase(job, isPartial);
        return { job, seen, judgement, story: jobStory(job, seen, judgement) };
      }),
    feeds: evidence.captures
      .filter(({ of }) => of === 'organisation')
      .map((capture) => ({ at: capture.at, judgement: judgeOrganisationFeed(capture, isPartial) })),
  };
}

/** `illegal` where something cannot be, or only with a quirk that is not accepted. */
export function explanationVerdict(
  { jobs, feeds }: Explanation,
  accepted: ReadonlySet<string>,
): 'legal' | 'illegal' | 'undecided' {
  const all = [...jobs, ...feeds].map(({ judgement }) =>
    judgement.verdict === 'legal' && !judgement.quirks.every((name) => accepted.has(name))
      ? 'illegal'
      : judgement.verdict,
  );
  if (all.includes('illegal')) return 'illegal';
  return all.length === 0 || all.includes('undecided') ? 'undecided' : 'legal';
}
