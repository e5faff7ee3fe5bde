import type { GherkinDocument, Pickle } from '@cucumber/messages';
import { idsIn } from '../../reports/generators/conformance/tags.ts';
import { scenariosOf } from './parse-feature.ts';

/**
 * The id of what is executed, with the number of its row where it is a row of an outline: `QUORUM-004:2`. Of a scenario
 * that has no id yet, its file and name.
 */
export function scenarioId({ feature }: GherkinDocument, { uri, name, tags, astNodeIds }: Pickle): string {
  const [given] = idsIn(tags.map((tag) => tag.name));
  if (given === undefined) return `${uri}: ${name}`;
  const [scenarioNode, rowNode] = astNodeIds;
  if (rowNode === undefined) return given;
  const scenario = scenariosOf(feature?.children ?? []).find(({ id }) => id === scenarioNode);
  const rows = scenario?.examples.flatMap(({ tableBody }) => tableBody) ?? [];
  return `${given}:${rows.findIndex(({ id }) => id === rowNode) + 1}`;
}
