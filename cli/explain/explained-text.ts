import type {
  ExplainedFeedResult,
  ExplainedJobResult,
  ExplainedResults,
  ImpossibleResult,
} from '../../reports/generators/explained/explained-results.ts';
import type { Paint } from '../output/paint.ts';
import { printable } from '../output/printable.ts';

/** Of one list; the rest is counted. */
const MOST_LINES = 20;

/** What was found, for people: the verdict of each job and why, its story, its nodes, and the runs that fit. */
export function explainedText(results: ExplainedResults, paint: Paint): readonly string[] {
  const accepted = new Set(results.accepted);
  return [
    ...results.organisationFeeds.flatMap((feed) => [...feedText(feed, accepted, paint), '']),
    ...results.jobs.flatMap((job) => [...jobText(job, accepted, paint), '']),
    summaryText(results, paint),
  ];
}

function summaryText({ verdict, jobs, organisationFeeds }: ExplainedResults, paint: Paint): string {
  const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  const feeds =
    organisationFeeds.length === 0 ? '' : ` and ${count(organisationFeeds.length, 'feed')} of organisations`;
  const meaning = verdict === 'legal' ? 'good' : verdict === 'illegal' ? 'bad' : 'busy';
  return `${paint(meaning, verdict)}: ${count(jobs.length, 'job')}${feeds}`;
}

function feedText(
  { at, verdict, quirks, impossible, jobs }: ExplainedFeedResult,
  accepted: ReadonlySet<string>,
  paint: Paint,
): readonly string[] {
  const what = `The organisation's feed at ${printable(at)}`;
  if (impossible !== null)
    return [`${paint('title', what)}: ${paint('bad', 'illegal')}.`, ...impossibleText(impossible)];
  return [`${paint('title', what)}: ${verdictText(verdict, quirks, accepted, paint)}, ${jobs} jobs.`];
}

function verdictText(
  verdict: string,
  quirks: readonly string[],
  accepted: ReadonlySet<string>,
  paint: Paint,
): string {
  if (quirks.length === 0) return paint(verdict === 'legal' ? 'good' : 'busy', verdict);
  const isAccepted = quirks.every((name) => accepted.has(name));
  const said = isAccepted ? 'which is accepted' : 'which is not accepted; --quirks accepts it';
  return `legal only with quirk ${paint(isAccepted ? 'good' : 'bad', quirks.join(', '))}, ${said}`;
}

function impossibleText({ at, came, why, couldCome, section }: ImpossibleResult): readonly string[] {
  const could = couldCome.map(({ event, node, status }) =>
    printable([event, status, node && `of ${node}`].filter(Boolean).join(' ')),
  );
  return [
    `  At ${printable(at)} came ${printable(came)}, which no run can have there (protocol ${section}): ${printable(why)}.`,
    ...(could.length === 0 ? [] : [`  Could have come: ${shortList(could, ', ')}.`]),
  ];
}

function jobText(job: ExplainedJobResult, accepted: ReadonlySet<string>, paint: Paint): readonly string[] {
  const name = job.id === null ? `The job of ${job.at}` : `Job ${job.id}`;
  const bad = job.nodes.filter(({ isGood }) => !isGood);
  const good = job.nodes.length - bad.length;
  const head =
    job.verdict === 'illegal'
      ? paint('bad', 'illegal')
      : verdictText(job.verdict, job.quirks, accepted, paint);
  return [
    `${paint('title', printable(name))}: ${head}.`,
    ...(job.impossible === null ? [] : impossibleText(job.impossible)),
    ...(job.undecided === null ? [] : [`  ${printable(job.undecided)}.`]),
    ...job.story.map((sentence) => `  ${printable(sentence)}`),
    ...(good > 0 ? [`  ${good} ${good === 1 ? 'node' : 'nodes'} succeeded.`] : []),
    ...bad
      .slice(0, MOST_LINES)
      .flatMap(({ told, causes, look, status }) => [
        `  ${paint('bad', status)} ${printable(told)}`,
        ...causes.map((cause, index) => `      ${index === 0 ? 'may be: ' : '    or: '}${printable(cause)}`),
        ...look.map((text) => `      look at: ${printable(text)}`),
      ]),
    ...(bad.length > MOST_LINES
      ? [`  and ${bad.length - MOST_LINES} more nodes; --json and --out have all`]
      : []),
    ...runsText(job),
    ...job.remarks.map((remark) => `  Note: ${printable(remark)}.`),
  ];
}

function runsText({ verdict, rows, runs }: ExplainedJobResult): readonly string[] {
  if (verdict !== 'legal') return [];
  const taken = rows.map(({ part, input, node, times }) => `${part}: ${input} of ${node} ×${times}`);
  const differ = runs.differIn.map(
    ({ node, courses }) => `${printable(node)} (${shortList(courses, ' | ', 4)})`,
  );
  const count = runs.count.length > 15 ? `some 10^${runs.count.length - 1}` : runs.count;
  return [
    ...(differ.length === 0
      ? []
      : [
          `  ${runs.isBound ? 'At most ' : ''}${count} runs fit; they differ in ${shortList(differ, '; ', 6)}.`,
        ]),
    ...(taken.length === 0
      ? []
      : [
          `  Rows of protocol §6 that ${differ.length === 0 ? 'were taken' : 'one of them takes'}: ${shortList(taken, '; ')}.`,
        ]),
  ];
}

function shortList(items: readonly string[], between: string, most = MOST_LINES): string {
  const more = items.length - most;
  return more > 0 ? `${items.slice(0, most).join(between)}${between}and ${more} more` : items.join(between);
}
