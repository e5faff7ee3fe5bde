import { type Content, type Html, html } from '../html/html.ts';
import { tableHtml } from '../html/table.ts';
import { headline, saysMore } from './failure-text.ts';
import { msText } from './ms-text.ts';
import { metHtml } from './quirks-html.ts';
import { rerunCommand } from './rerun.ts';
import type { ConformanceResults, Failure, JournalLine, ScenarioResult, StepResult } from './results.ts';
import { requirementOf } from './scenario-title.ts';
import { titleHtml } from './title-html.ts';
import { hasRun, type Verdict } from './verdict.ts';

/** Verdicts whose rows are open from the start, as long as there are few. */
export const ATTENTION: readonly Verdict[] = ['failed', 'error', 'unexpected pass', 'inconclusive', 'flaky'];

/** A scenario as a row that opens: where it stands, failure, journal, steps and how to run it again. */
export function scenarioHtml(scenario: ScenarioResult, results: ConformanceResults, isOpen: boolean): Html {
  const { id, name, verdict, level, topic, failure, reason, durationMs, attempts } = scenario;
  const isExcused = verdict === 'inconclusive';
  const brief = failure === undefined || isExcused ? (reason ?? quirksLine(scenario)) : headline(failure);
  const aside = [
    level,
    ...(attempts > 1 ? [`${attempts} attempts`] : []),
    ...(hasRun(verdict) ? [msText(durationMs)] : []),
  ];
  return html`<details class="scenario" id="${id}" data-verdict="${verdict}" data-level="${level}" data-topic="${topic}"${ATTENTION.includes(verdict) && html` data-attention`}${isOpen && html` open`}>
<summary><span class="id">${id}</span><span class="name">${titleHtml(requirementOf(scenario), name)}${brief !== undefined && html`<span class="brief">${brief}</span>`}</span><span class="aside">${aside.join(' · ')}</span></summary>
<div class="inside">
${originHtml(scenario)}
${reason !== undefined && html`<p><span class="pill">${verdict}</span> ${reason}</p>`}
${failure !== undefined && failureHtml(failure)}
${metHtml(scenario.quirks ?? [])}
${scenario.journal.length > 0 && journalHtml(scenario.journal)}
${stepsHtml(scenario.steps, failure)}
${hasRun(verdict) && html`<div class="off-paper"><h3>Run it again</h3><div class="command"><pre>${rerunCommand(results, [id])}</pre><button type="button">copy</button></div></div>`}
</div>
</details>
`;
}

/** The names of the quirks that a scenario met; undefined where it met none. */
function quirksLine({ quirks = [] }: ScenarioResult): string | undefined {
  return quirks.length === 0 ? undefined : quirks.map(({ name }) => name).join(', ');
}

function originHtml({ feature, origins, sections, needs, uri, line, example }: ScenarioResult): Html {
  const facts = [
    `${origins.join(' and ')}`,
    ...sections.map(({ title }) => `§ ${title}`),
    ...(needs.length === 0 ? [] : [`needs ${needs.join(', ')}`]),
    ...Object.entries(example ?? {}).map(([column, cell]) => `${column}: ${cell}`),
    `${uri}:${line}`,
  ];
  return html`<p class="origin"><strong>${feature}</strong><span>${facts.join(' · ')}</span></p>`;
}

function failureHtml(failure: Failure): Html {
  const { message, expected, actual, stack } = failure;
  const side = (title: string, name: string, text: string) =>
    html`<div><h3>${title}</h3><pre class="${name}">${text === '' ? '(nothing)' : text}</pre></div>`;
  const hasSides = expected !== undefined && actual !== undefined;
  return html`${hasSides && html`<div class="pair">${side('Expected', 'wanted', expected)}${side('Actual', 'seen', actual)}</div>`}
${saysMore(failure) && html`<div><h3>Message</h3><pre>${message}</pre></div>`}
${stack !== undefined && html`<details class="off-paper"><summary class="quiet">Where in push-jobs-harness it was found</summary><pre>${stack}</pre></details>`}`;
}

/** Characters of a body that are shown without being asked for. */
const MAX_BODY_SHOWN = 240;

const ARROWS = { in: '←', out: '→' } as const;

function journalHtml(lines: readonly JournalLine[]): Html {
  const rows = lines.map(({ atMs, node, direction, kind, summary, body }): readonly Content[] => [
    `${atMs} ms`,
    node ?? '',
    html`<span title="${direction === 'in' ? 'received by push-jobs-harness' : 'sent by push-jobs-harness'}">${ARROWS[direction]}</span> ${kind}`,
    html`${summary}${body !== undefined && bodyHtml(body)}`,
  ]);
  return html`<div class="off-paper"><h3>The last ${lines.length} frames, requests and events</h3><div class="journal">${tableHtml([{ title: 'after', isNumber: true }, { title: 'node' }, { title: 'kind' }, { title: 'what' }], rows)}</div></div>`;
}

/** A body that would fill the page is opened by whoever wants it. */
function bodyHtml(body: string): Html {
  const pre = html`<pre>${body}</pre>`;
  if (body.length <= MAX_BODY_SHOWN) return pre;
  return html`<details><summary class="quiet">${body.length} characters</summary>${pre}</details>`;
}

function stepsHtml(steps: readonly StepResult[], failure: Failure | undefined): Html {
  return html`<div class="off-paper"><h3>Steps</h3><ol class="steps">
${steps.map(
  ({ text, status = 'none', durationMs }) =>
    html`<li data-status="${status}"${status === 'failed' && html` class="failed"`}${status === 'skipped' && html` class="skipped"`}><span>${text}</span><small class="took">${durationMs === undefined || durationMs === 0 ? '' : msText(durationMs)}</small></li>\n`,
)}${failure !== undefined && hookHtml(failure)}</ol></div>`;
}

const HOOKS: Readonly<Record<string, string>> = {
  'before it': 'Before the scenario',
  'after it': 'After the scenario',
};

/** A failure outside of all steps. */
function hookHtml(failure: Failure): Content {
  const where = HOOKS[failure.step];
  return (
    where !== undefined &&
    html`<li data-status="failed" class="failed"><span>${where}: ${headline(failure)}</span></li>`
  );
}
