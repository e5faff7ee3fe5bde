import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import {
  type FeatureChild,
  IdGenerator,
  type Scenario as ScenarioNode,
  type TableRow,
} from '@cucumber/messages';
import type { Scenario } from './scenario.ts';

/**
 * The scenarios of one feature file, in their order.
 * @throws where the text is no Gherkin, with file and line
 */
export function parseFeature(uri: string, text: string): readonly Scenario[] {
  const newId = IdGenerator.incrementing();
  const document = parse(uri, text, newId);
  const pickles = compile(document, uri, newId);
  return scenariosOf(document.feature?.children ?? []).map((node) => {
    const rows = node.examples.flatMap((table) => table.tableBody);
    return {
      uri,
      line: node.location.line,
      name: node.name,
      isOutline: node.examples.length > 0,
      examples: pickles
        .filter(({ astNodeIds }) => astNodeIds[0] === node.id)
        .map((pickle) => {
          const row = rows.find(({ id }) => id === pickle.astNodeIds[1]);
          return {
            line: (row ?? node).location.line,
            name: pickle.name,
            row: row === undefined ? '' : textOf(row),
            tags: pickle.tags.map(({ name }) => name),
          };
        }),
    };
  });
}

function parse(uri: string, text: string, newId: IdGenerator.NewId) {
  const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher());
  try {
    return { uri, ...parser.parse(text) };
  } catch (cause) {
    throw new Error(`${uri}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** The scenarios among these, and those of the rules among them. */
export function scenariosOf(children: readonly FeatureChild[]): readonly ScenarioNode[] {
  return children.flatMap((child) => {
    if (child.scenario !== undefined) return [child.scenario];
    return child.rule === undefined ? [] : scenariosOf(child.rule.children);
  });
}

function textOf({ cells }: TableRow): string {
  return cells.map(({ value }) => value).join(' | ');
}
