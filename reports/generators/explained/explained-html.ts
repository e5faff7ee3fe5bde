import type { PageParts } from '../html/assets.ts';
import { type Content, type Html, html } from '../html/html.ts';
import { pageHtml, type Tone } from '../html/page.ts';
import { tableHtml } from '../html/table.ts';
import type {
  ExplainedEvent,
  ExplainedJobResult,
  ExplainedResults,
  ImpossibleResult,
} from './explained-results.ts';
import { timelineHtml } from './timeline.ts';

const TONES: Readonly<Record<ExplainedResults['verdict'], Tone>> = {
  legal: 'good',
  illegal: 'bad',
  undecided: 'warn',
};

/** Events of one job that are listed; a page has to open. */
const MOST_EVENTS = 5_000;

/** A page of what was explained: of each job the verdict, the story, a timeline with a row a node, and its events. */
export function explainedHtml(results: ExplainedResults, { styles, scripts }: PageParts): string {
  const { verdict, jobs, organisationFeeds, faults } = results;
  return pageHtml({
    title: `push-harness explain: ${verdict}`,
    tone: TONES[verdict],
    kicker: 'Push Jobs, explained from what a server left',
    headline: isOfQuirks(results) ? 'Legal only with a quirk that is not accepted' : HEADLINES[verdict],
    facts: html`<p>${jobs.length} ${jobs.length === 1 ? 'job' : 'jobs'}, ${organisationFeeds.length} feeds of organisations</p>`,
    body: html`${organisationFeeds
      .filter(({ impossible }) => impossible !== null)
      .map(
        ({ at, impossible }) =>
          html`<section><h2>The organisation's feed at ${at}</h2>${impossible !== null && impossibleHtml(impossible)}</section>`,
      )}
${jobs.map(jobHtml)}
${faults.length > 0 && html`<section><h2>What could not be read</h2><ul>${faults.map(({ at, problem }) => html`<li>${at}: ${problem}</li>`)}</ul></section>`}`,
    styles,
    scripts,
  });
}

/** Whether quirks alone stand between what was seen and the tables. */
function isOfQuirks({ verdict, jobs, organisationFeeds }: ExplainedResults): boolean {
  return (
    verdict === 'illegal' && [...jobs, ...organisationFeeds].every(({ impossible }) => impossible === null)
  );
}

const HEADLINES: Readonly<Record<ExplainedResults['verdict'], string>> = {
  legal: 'Some run of the job machine gives what was seen',
  illegal: 'No run of the job machine gives what was seen',
  undecided: 'Whether a run gives what was seen was not decided',
};

function jobHtml(job: ExplainedJobResult): Html {
  const bad = job.nodes.filter(({ isGood }) => !isGood);
  return html`<section>
<h2>${job.id === null ? `The job of ${job.at}` : `Job ${job.id}`}: ${verdictWords(job)}</h2>
${job.impossible !== null && impossibleHtml(job.impossible)}
${job.undecided !== null && html`<p>${job.undecided}.</p>`}
<p>${job.story.join(' ')}</p>
${timelineHtml(job)}
${
  bad.length > 0 &&
  html`<h3>Nodes that did not succeed</h3>
${tableHtml(
  [
    { title: 'node' },
    { title: 'status' },
    { title: 'what happened' },
    { title: 'may be' },
    { title: 'look at' },
  ],
  bad.map(({ node, status, told, causes, look }) => [node, status, told, lines(causes), lines(look)]),
)}`
}
${runsHtml(job)}
${job.remarks.map((remark) => html`<p class="quiet">${remark}.</p>`)}
${job.events.length > 0 && html`<details><summary>${job.events.length} events</summary>${eventsHtml(job.events)}</details>`}
</section>`;
}

function verdictWords({ verdict, quirks }: ExplainedJobResult): string {
  return quirks.length === 0 ? verdict : `legal only with ${quirks.join(', ')}`;
}

function impossibleHtml({ at, came, why, couldCome, section }: ImpossibleResult): Html {
  const could = couldCome.map(({ event, node, status }) =>
    [event, status, node && `of ${node}`].filter(Boolean).join(' '),
  );
  return html`<p>At ${at} came <strong>${came}</strong>, which no run can have there (protocol ${section}): ${why}.
${could.length > 0 && `Could have come: ${could.join(', ')}.`}</p>`;
}

const lines = (texts: readonly string[]): Content => texts.map((text) => html`${text}<br>`);

function runsHtml({ verdict, rows, runs }: ExplainedJobResult): Content {
  if (verdict !== 'legal') return undefined;
  const count = runs.count.length > 15 ? `some 10^${runs.count.length - 1}` : runs.count;
  return html`<details><summary>Rows of protocol §6 that were taken, and the runs that fit</summary>
${tableHtml(
  [{ title: 'part' }, { title: 'from the node' }, { title: 'it was' }, { title: 'times', isNumber: true }],
  rows.map(({ part, input, node, times }) => [part, input, node, times]),
)}
<p>${runs.isBound && 'At most '}${count} ${runs.count === '1' ? 'run fits' : 'runs fit'}.</p>
${runs.differIn.length > 0 && html`<ul>${runs.differIn.slice(0, 200).map(({ node, courses }) => html`<li>${node}: ${courses.join(' | ')}</li>`)}</ul>`}
</details>`;
}

function eventsHtml(events: readonly ExplainedEvent[]): Html {
  const shown = events.slice(0, MOST_EVENTS);
  return html`${tableHtml(
    [
      { title: 'seconds', isNumber: true },
      { title: 'event' },
      { title: 'node' },
      { title: 'status' },
      { title: 'where' },
    ],
    shown.map(({ seconds, event, node, status, at, isAfterGap }) => [
      seconds === null ? '' : seconds.toFixed(6),
      isAfterGap ? `… ${event}` : event,
      node ?? '',
      status ?? '',
      at,
    ]),
  )}${shown.length < events.length && html`<p>and ${events.length - shown.length} more</p>`}`;
}
