import { mdBlock, mdCode, mdInHtml, mdText } from '../markdown.ts';
import { plural } from './conclusion.ts';
import { quirkWarnings, remedyOf } from './quirks.ts';
import type { ConformanceResults, QuirkResult } from './results.ts';

/** Ids that are named of a quirk that many scenarios meet. */
const MAX_NAMED = 12;

/** The quirks that the target has, as lines of Markdown; none where no scenario met one. */
export function quirkMarkdown(results: ConformanceResults): readonly string[] {
  const { quirks = [], target } = results;
  if (quirks.length === 0) return [];
  return [
    `## Quirks (${quirks.length})`,
    '',
    ...quirkWarnings(results).flatMap((line) => [`⚠️ ${mdText(line)}`, '']),
    ...quirks.flatMap((quirk) => cardLines(quirk, target)),
  ];
}

function cardLines(quirk: QuirkResult, target: ConformanceResults['target']): readonly string[] {
  const { name, weight, summary, cost, isAccepted, scenarios, evidence } = quirk;
  const { sentence, words } = remedyOf(quirk, target);
  const named = scenarios.slice(0, MAX_NAMED).map(mdText).join(', ');
  const more = scenarios.length > MAX_NAMED ? ` and ${scenarios.length - MAX_NAMED} more` : '';
  const marks = [weight, isAccepted ? 'accepted' : 'not accepted', plural(scenarios.length, 'scenario')];
  return [
    `<details><summary><b>${mdInHtml(name)}</b> (${marks.join(', ')}): ${mdInHtml(summary)}</summary>`,
    '',
    ...(cost === '' ? [] : [`Cost: ${mdText(cost)}`, '']),
    `Met by ${named}${more}.`,
    '',
    ...mdBlock(evidence),
    '',
    `${mdText(sentence)}${words === undefined ? '' : ` ${mdCode(words)}`}`,
    '',
    '</details>',
    '',
  ];
}
