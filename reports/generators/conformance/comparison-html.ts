import type { PageParts } from '../html/assets.ts';
import { type Content, type Html, html } from '../html/html.ts';
import { countsHtml, groupHtml, keysHtml, paperNoteHtml, toolbarHtml } from '../html/list.ts';
import { pageHtml } from '../html/page.ts';
import { tableHtml } from '../html/table.ts';
import { wordsHtml } from '../html/words.ts';
import type { QuirkChange } from './compared-quirks.ts';
import { type Change, type ComparedScenario, type Comparison, VERDICT_CHANGES } from './comparison.ts';
import { plural } from './conclusion.ts';
import { topicsOf } from './matrix.ts';
import { titleHtml } from './title-html.ts';
import { LEVELS, VERDICTS } from './verdict.ts';
import { CHANGE_MEANINGS, REPORT_WORDS } from './words.ts';

/** Runs beside each other as one page that needs nothing else. */
export function comparisonHtml(comparison: Comparison, parts: PageParts): string {
  const { columns, counts, scenarios } = comparison;
  const headline = comparisonLine(comparison);
  return pageHtml({
    title: headline,
    tone: counts.lost > 0 ? 'bad' : 'good',
    kicker: `Push Jobs conformance · ${columns.map(({ label }) => label).join(' against ')}`,
    headline,
    facts: html`<p class="note">Each run is compared with the first (${columns[0]?.label ?? ''}). Lost is what the first run passed and another does not.</p>`,
    body: html`${countsHtml(VERDICT_CHANGES.map((change) => [change, counts[change]]))}
${wordsHtml({ ...CHANGE_MEANINGS, ...REPORT_WORDS })}
${paperNoteHtml('Why a scenario has its verdict in each run is in compare.html.')}
<h2>Runs</h2>
${runsHtml(comparison)}
${quirksHtml(comparison)}
<h2 id="scenarios">Scenarios</h2>
${toolbarHtml(
  LEVELS.filter((level) => scenarios.some((each) => each.level === level)),
  topicsOf(scenarios),
)}
${VERDICT_CHANGES.map((change) => changeGroup(change, comparison))}
${keysHtml()}`,
    ...parts,
  });
}

/** `2 scenarios lost, 1 gained, 1 quirk mended` in a line. */
export function comparisonLine({ counts, columns, quirks }: Comparison): string {
  const [first, ...others] = columns.map(({ label }) => label);
  const against = `${others.join(', ')} against ${first}`;
  const gained = counts.gained === 0 ? '' : `, ${counts.gained} gained`;
  const changed = (['brought', 'mended'] as const).flatMap((change) => {
    const count = quirks.filter((each) => each.changes.includes(change)).length;
    return count === 0 ? [] : [`, ${plural(count, 'quirk')} ${change}`];
  });
  const lost = counts.lost === 0 ? 'Nothing lost' : `${plural(counts.lost, 'scenario')} lost`;
  return `${lost}${gained}${changed.join('')}: ${against}`;
}

function runsHtml({ columns }: Comparison): Html {
  return tableHtml(
    [{ title: 'run' }, ...columns.map(({ label }) => ({ title: label }))],
    [
      ['target', ...columns.map(({ target }) => target)],
      ['dialect', ...columns.map(({ dialect }) => dialect)],
      ['started', ...columns.map(({ startedAt }) => startedAt.slice(0, 19).replace('T', ' '))],
      ...VERDICTS.map((verdict): readonly Content[] => [
        html`<span class="pill" data-verdict="${verdict}">${verdict}</span>`,
        ...columns.map(({ counts }) => counts[verdict]),
      ]),
    ],
  );
}

function quirksHtml({ columns, quirks }: Comparison): Content {
  if (quirks.length === 0) return '';
  return html`<h2 id="quirks">Quirks</h2>
<p class="note">A quirk is a named difference of some servers; the numbers are scenarios that met it. Brought: another run met it, and the first did not in any of the same scenarios that it judged. Mended: the first run met it, and another did not in any of the same scenarios that it judged.</p>
${tableHtml(
  [
    { title: 'quirk' },
    { title: 'change' },
    ...columns.map(({ label }) => ({ title: label, isNumber: true })),
    { title: 'what it is' },
  ],
  quirks.map(({ name, weight, summary, met, change }): readonly Content[] => [
    html`${name} <span class="pill" data-weight="${weight}">${weight}</span>`,
    html`<span class="pill" data-verdict="${SHOWN_AS[change]}">${change}</span>`,
    ...met.map((count) => count ?? 'unknown'),
    summary,
  ]),
)}`;
}

/** The colours of changes of scenarios, for those of quirks. */
const SHOWN_AS: Readonly<Record<QuirkChange, Change>> = {
  brought: 'changed',
  mended: 'gained',
  'not compared': 'not compared',
  same: 'same',
};

function changeGroup(change: Change, comparison: Comparison): Content {
  const scenarios = comparison.scenarios.filter((each) => each.change === change);
  if (scenarios.length === 0) return '';
  return groupHtml({
    verdict: change,
    title: `${change.charAt(0).toUpperCase()}${change.slice(1)}`,
    count: scenarios.length,
    isOpen: change === 'lost' || change === 'gained' || change === 'changed',
    rows: topicsOf(scenarios).map((topic) => [
      html`<p class="topic" data-topic="${topic}">${topic}</p>\n`,
      scenarios.filter((each) => each.topic === topic).map((each) => rowHtml(each, comparison)),
    ]),
  });
}

function rowHtml(
  { id, name, topic, level, rule, verdicts, briefs, change }: ComparedScenario,
  { columns }: Comparison,
): Html {
  const pill = (verdict: string | undefined): Html =>
    html`<span class="pill" data-verdict="${verdict ?? 'absent'}">${verdict ?? 'not in this run'}</span>`;
  const pills = verdicts.map((verdict, index) => html`${index > 0 && ' → '}${pill(verdict)}`);
  return html`<details class="scenario" id="${id}" data-verdict="${change}" data-level="${level}" data-topic="${topic}"${change === 'lost' && html` data-attention`}>
<summary><span class="id">${id}</span><span class="name">${titleHtml(rule, name)}</span><span class="aside">${pills}</span></summary>
<div class="inside">
<p class="origin"><span>${level}</span></p>
${tableHtml(
  [{ title: 'run' }, { title: 'verdict' }, { title: 'why' }],
  columns.map(({ label }, index) => [label, pill(verdicts[index]), briefs[index]]),
)}
</div>
</details>
`;
}
