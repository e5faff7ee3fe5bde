import { mdBlock, mdCode, mdInHtml, mdTable, mdText } from '../markdown.ts';
import { conclusionOf } from './conclusion.ts';
import { headline, saysMore } from './failure-text.ts';
import { knownFailureLines } from './known-failure-lines.ts';
import { levelsOf, type MatrixCell, matrixOf } from './matrix.ts';
import { msText } from './ms-text.ts';
import { problemLines } from './problem-lines.ts';
import { quirkMarkdown } from './quirks-md.ts';
import { rerunCommand } from './rerun.ts';
import type { ConformanceResults, ScenarioResult } from './results.ts';
import { requirementOf, titleOf } from './scenario-title.ts';
import { VERDICTS, type Verdict } from './verdict.ts';

/** Scenarios that are told one by one, of each verdict; a summary of GitHub holds a megabyte. */
const MAX_TOLD = 30;

const SIGNS = { good: '✅', bad: '❌', warn: '⚠️' } as const;

/** Verdicts whose scenarios are told one by one. */
const TOLD: readonly Verdict[] = [
  'failed',
  'error',
  'unexpected pass',
  'inconclusive',
  'flaky',
  'known failure',
];

/** A run on one page of Markdown, as GitHub shows it. */
export function conformanceSummaryMarkdown(results: ConformanceResults): string {
  const { target, counts, scenarios, tool, startedAt, endedAt } = results;
  const { tone, headline: line } = conclusionOf(results);
  const server = target.serverUrl === undefined ? '' : ` at ${mdCode(target.serverUrl)}`;
  const levels = levelsOf(scenarios);
  const lines = [
    `# ${SIGNS[tone]} ${mdText(target.name)}: ${line}`,
    '',
    `Dialect ${target.dialect}${server}, judged by ${tool.name} ${mdText(tool.version)}, started ${startedAt}, took ${msText(Date.parse(endedAt) - Date.parse(startedAt))}.`,
    '',
    VERDICTS.filter((verdict) => counts[verdict] > 0)
      .map((verdict) => `**${counts[verdict]}** ${verdict}`)
      .join(' · '),
    '',
    ...problemsMarkdown(results),
    ...mdTable(
      ['topic', ...levels],
      matrixOf(scenarios).map(({ topic, cells }) => [
        mdText(topic),
        ...levels.map((level) => cellText(cells[level])),
      ]),
    ),
    '',
    'Passed of those that ran.',
    '',
    ...TOLD.flatMap((verdict) => verdictLines(verdict, results)),
    ...quirkMarkdown(results),
  ];
  return lines.join('\n');
}

function problemsMarkdown(results: ConformanceResults): readonly string[] {
  const lines = [...problemLines(results), ...knownFailureLines(results)].map((line) => `- ${mdText(line)}`);
  return lines.length === 0 ? [] : [...lines, ''];
}

function cellText(cell: MatrixCell | undefined): string {
  if (cell === undefined) return '';
  if (cell.run === 0) return cell.worst;
  return `${cell.passed}/${cell.run}${cell.worst === 'passed' ? '' : ` ${cell.worst}`}`;
}

function verdictLines(verdict: Verdict, results: ConformanceResults): readonly string[] {
  const scenarios = results.scenarios.filter((each) => each.verdict === verdict);
  if (scenarios.length === 0) return [];
  const told = scenarios.slice(0, MAX_TOLD);
  const rest = scenarios.length - told.length;
  return [
    `## ${verdict.charAt(0).toUpperCase()}${verdict.slice(1)} (${scenarios.length})`,
    '',
    ...told.flatMap((each) => scenarioLines(each, results)),
    ...(rest === 0 ? [] : [`And ${rest} more, in \`report.html\`.`, '']),
  ];
}

function scenarioLines(scenario: ScenarioResult, results: ConformanceResults): readonly string[] {
  const { id, name, level, feature, failure, reason } = scenario;
  const title = titleOf(requirementOf(scenario), name);
  const brief = failure === undefined ? '' : `: ${mdInHtml(headline(failure))}`;
  const said =
    failure === undefined
      ? []
      : [
          failure.step,
          ...(saysMore(failure) ? ['', failure.message] : []),
          ...(failure.expected === undefined
            ? []
            : ['', 'expected:', failure.expected, '', 'actual:', failure.actual ?? '']),
        ];
  return [
    `<details><summary><b>${mdInHtml(id)}</b> ${mdInHtml(title)}${brief} (${level})</summary>`,
    '',
    `Feature: ${mdText(feature)}`,
    '',
    ...(reason === undefined ? [] : [mdText(reason), '']),
    ...(said.length === 0 ? [] : [...mdBlock(said.join('\n')), '']),
    `Again: ${mdCode(rerunCommand(results, [id]))}`,
    '',
    '</details>',
    '',
  ];
}
