import type { PageParts } from '../html/assets.ts';
import { type Content, type Html, html } from '../html/html.ts';
import { countsHtml, groupHtml, keysHtml, paperNoteHtml, toolbarHtml } from '../html/list.ts';
import { pageHtml } from '../html/page.ts';
import { tableHtml } from '../html/table.ts';
import { wordsHtml } from '../html/words.ts';
import { conclusionOf, plural } from './conclusion.ts';
import { type Difference, type DifferingSide, differencesOf } from './differences.ts';
import { knownFailureLines } from './known-failure-lines.ts';
import { levelsOf, type MatrixCell, matrixOf, topicsOf } from './matrix.ts';
import { msText } from './ms-text.ts';
import { problemLines } from './problem-lines.ts';
import { quirksHtml } from './quirks-html.ts';
import { sameCommand } from './rerun.ts';
import type { ConformanceResults, ScenarioResult } from './results.ts';
import { ATTENTION, scenarioHtml } from './scenario-html.ts';
import { type Level, VERDICTS, type Verdict } from './verdict.ts';
import { REPORT_WORDS } from './words.ts';

/** Rows of one verdict that are open from the start; more of them are a list to look through. */
const MAX_OPEN = 5;

/** A run as one page that needs nothing else. `parts` are the common styles and scripts, as `listParts()` reads them. */
export function conformanceReportHtml(results: ConformanceResults, parts: PageParts): string {
  const { target, scenarios, counts } = results;
  const { tone, headline } = conclusionOf(results);
  return pageHtml({
    title: `${target.name}: ${headline}`,
    tone,
    kicker: `Push Jobs conformance · ${target.name}`,
    headline,
    facts: factsHtml(results),
    body: html`${target.description !== undefined && html`<p class="note">${target.description}</p>`}
${countsHtml(VERDICTS.map((verdict) => [verdict, counts[verdict]]))}
${wordsHtml(REPORT_WORDS)}
${paperNoteHtml('The journals and steps of scenarios, the evidence of quirks and the table of what is documented and shipped are in report.html alone.')}
${problemsHtml(results)}
<h2 id="matrix">By topic and level</h2>
${matrixHtml(scenarios)}
${quirksHtml(results)}
<h2 id="scenarios">Scenarios</h2>
${toolbarHtml(levelsOf(scenarios), topicsOf(scenarios))}
${VERDICTS.map((verdict) => verdictGroup(verdict, results))}
${differencesHtml(results)}
${aboutHtml(results)}
${keysHtml()}`,
    ...parts,
  });
}

function factsHtml({ target, startedAt, endedAt, tool, interrupted }: ConformanceResults): Html {
  const took = msText(Date.parse(endedAt) - Date.parse(startedAt));
  const facts: readonly (readonly [string, Content])[] = [
    ['dialect', target.dialect],
    ...(target.serverUrl === undefined ? [] : [['server', target.serverUrl] as const]),
    ['started', html`<time datetime="${startedAt}">${startedAt.slice(0, 19).replace('T', ' ')} UTC</time>`],
    [interrupted ? 'interrupted after' : 'took', took],
    ['judged by', `${tool.name} ${tool.version}`],
  ];
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function problemsHtml(results: ConformanceResults): Html {
  const lines = [...problemLines(results), ...knownFailureLines(results)];
  return html`${lines.length > 0 && html`<ul class="warn">${lines.map((line) => html`<li>${line}</li>`)}</ul>`}`;
}

function matrixHtml(scenarios: readonly ScenarioResult[]): Html {
  const levels = levelsOf(scenarios);
  return html`<div class="matrix">${tableHtml(
    [{ title: 'topic' }, ...levels.map((title) => ({ title, isNumber: true }))],
    matrixOf(scenarios).map(({ topic, cells }) => [
      topic,
      ...levels.map((level): Content => matrixButton(topic, level, cells[level])),
    ]),
  )}</div>
<p class="note">3/4: of four scenarios that ran, three passed. – of 4: none of four ran. Press a cell to see its scenarios.</p>`;
}

function matrixButton(topic: string, level: Level, cell: MatrixCell | undefined): Content {
  if (cell === undefined) return '';
  const { passed, run, notRun, all, worst } = cell;
  const remark = worst !== 'passed' ? worst : notRun > 0 ? `${notRun} not run` : '';
  const title = `${topic}, ${level}: ${passed} passed of ${run} that ran, ${all} in all; ${worst}`;
  return html`<button type="button" data-topic="${topic}" data-level="${level}" data-verdict="${worst}" aria-pressed="false" title="${title}">${remark !== '' && html`<small class="worst">${remark}</small>`}<span>${run === 0 ? `– of ${all}` : `${passed}/${run}`}</span></button>`;
}

function verdictGroup(verdict: Verdict, results: ConformanceResults): Content {
  const scenarios = results.scenarios.filter((each) => each.verdict === verdict);
  if (scenarios.length === 0) return '';
  const wantsAttention = ATTENTION.includes(verdict);
  const isOpen = wantsAttention && scenarios.length <= MAX_OPEN;
  return groupHtml({
    verdict,
    title: `${verdict.charAt(0).toUpperCase()}${verdict.slice(1)}`,
    count: scenarios.length,
    isOpen: wantsAttention,
    rows: topicsOf(scenarios).map((topic) => [
      html`<p class="topic" data-topic="${topic}">${topic}</p>\n`,
      scenarios.filter((each) => each.topic === topic).map((each) => scenarioHtml(each, results, isOpen)),
    ]),
  });
}

function differencesHtml(results: ConformanceResults): Content {
  const differences = differencesOf(results);
  if (differences.length === 0) return '';
  return html`<section class="off-paper">
<h2 id="differences">Documented against shipped</h2>
<p class="note">Where Chef’s published documentation and the server that Chef shipped differ, or one of them alone says something, and what this target did. It was judged in the dialect ${results.target.dialect}.</p>
${tableHtml(
  [{ title: 'question' }, { title: 'documented' }, { title: 'shipped' }, { title: 'this target' }],
  differences.map(({ feature, question, documented, shipped, did }) => [
    html`${question}<span class="saying">${feature}</span>`,
    sideHtml(documented),
    sideHtml(shipped),
    { content: did, tone: TONES[did] },
  ]),
)}
</section>`;
}

const TONES: Readonly<Record<Difference['did'], 'good' | 'bad' | 'warn' | 'quiet'>> = {
  'as documented': 'good',
  'as shipped': 'good',
  'in part': 'warn',
  otherwise: 'bad',
  'not judged': 'quiet',
};

function sideHtml(side: DifferingSide | undefined): Content {
  if (side === undefined) return html`<span class="quiet">says nothing</span>`;
  const { id, rows, verdict, requirement } = side;
  return html`<a href="#${id}">${id}</a>${rows > 1 && ` and ${rows - 1} more`} <span class="pill" data-verdict="${verdict}">${verdict}</span><span class="saying">${requirement}</span>`;
}

function aboutHtml(results: ConformanceResults): Html {
  const { target, environment } = results;
  const list = (entries: readonly (readonly [string, string | number])[]) =>
    tableHtml([{ title: 'what' }, { title: 'value' }], entries);
  const left = results.scenarios.filter(({ verdict }) => ATTENTION.includes(verdict)).length;
  return html`<h2 id="about">About this run</h2>
<div class="about">
<div class="pair">
<div><h3>Target</h3>
${list([
  ['name', target.name],
  ['dialect', target.dialect],
  ['capabilities', target.capabilities.join(', ') || 'none'],
  ...Object.entries(target.timings),
])}</div>
<div><h3>Environment</h3>
${list(Object.entries(environment))}</div>
</div>
<h3>The same run again</h3>
<div class="command"><pre>${sameCommand(results)}</pre><button type="button">copy</button></div>
</div>
<footer>${plural(results.scenarios.length, 'scenario')}, ${left} of which ${left === 1 ? 'asks' : 'ask'} for attention. Beside this page, <code>results.json</code> has all of it for programs, and <code>rerun.txt</code> the ids to run again with <code>--rerun</code>.</footer>`;
}
