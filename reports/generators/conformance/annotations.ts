import { type Annotation, annotationLine } from '../github-annotation.ts';
import { briefOf } from './brief.ts';
import { conclusionOf } from './conclusion.ts';
import { problemLines } from './problem-lines.ts';
import { quirkWarnings } from './quirks.ts';
import { rerunCommand } from './rerun.ts';
import type { ConformanceResults, ScenarioResult } from './results.ts';
import { requirementOf, titleOf } from './scenario-title.ts';
import { VERDICTS } from './verdict.ts';

/** GitHub shows so many of each kind that a step prints. */
const MAX_OF_A_KIND = 10;

/**
 * A run as commands to GitHub's runner, which shows them as annotations of the build: how the run ended, then an error for
 * each thing that makes or may make it red, and warnings for what only asks for attention. Others are in the report.
 */
export function annotationsText(results: ConformanceResults): string {
  const { tone, headline: line } = conclusionOf(results);
  const title = results.target.name;
  const all: readonly Annotation[] = [
    { kind: tone === 'good' ? 'notice' : 'error', title, message: line },
    ...problemLines(results).map((message) => ({ kind: 'error', title, message }) as const),
    ...worstFirst(results.scenarios).flatMap((scenario) => annotationOf(scenario, results)),
    ...quirkWarnings(results).map((message) => ({ kind: 'warning', title, message }) as const),
  ];
  return (['error', 'warning', 'notice'] as const)
    .flatMap((kind) => shownOf(all.filter((each) => each.kind === kind)))
    .map((annotation) => `${annotationLine(annotation)}\n`)
    .join('');
}

function worstFirst(scenarios: readonly ScenarioResult[]): readonly ScenarioResult[] {
  return scenarios.toSorted((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict));
}

function annotationOf(scenario: ScenarioResult, results: ConformanceResults): readonly Annotation[] {
  const kind = kindOf(scenario);
  if (kind === undefined) return [];
  const { id, name, level, verdict, excusedUntil } = scenario;
  const message = [
    `${verdict} (${level}): ${briefOf(scenario)}`,
    ...(excusedUntil === undefined || verdict !== 'failed'
      ? []
      : [`Its entry in the list of known failures has expired: ${scenario.reason ?? ''}`]),
    `Again: ${rerunCommand(results, [id])}`,
  ].join('\n');
  return [{ kind, title: `${id} ${titleOf(requirementOf(scenario), name)}`, message }];
}

/** Undefined for a scenario that nobody has to look at. What kept a run from judging has a sentence of its own. */
function kindOf({ verdict, level }: ScenarioResult): Annotation['kind'] | undefined {
  switch (verdict) {
    case 'failed':
      return level === 'must' ? 'error' : 'warning';
    case 'error':
    case 'unexpected pass':
      return 'error';
    case 'inconclusive':
    case 'flaky':
      return 'warning';
    case 'known failure':
    case 'quirk':
    case 'passed':
    case 'not run':
    case 'not applicable':
      return undefined;
  }
}

/** The last of those that are shown says how many are not. */
function shownOf(annotations: readonly Annotation[]): readonly Annotation[] {
  const [first] = annotations;
  if (first === undefined || annotations.length <= MAX_OF_A_KIND) return annotations;
  const shown = annotations.slice(0, MAX_OF_A_KIND - 1);
  const message = `${annotations.length - shown.length} more are in summary.md and report.html`;
  return [...shown, { kind: first.kind, title: first.title, message }];
}
