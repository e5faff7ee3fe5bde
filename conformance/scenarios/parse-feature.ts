import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import {
  type FeatureChild,
  IdGenerator,
  type RuleChild,
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
  const { name: feature = uri, children = [] } = document.feature ?? {};
  return placedIn(children, feature).map(({ node, requirement }) => {
    const rows = node.examples.flatMap((table) => table.tableBody);
    return {
      uri,
      line: node.location.line,
      name: node.name,
      requirement,
      isOutline: node.examples.length > 0,
      examples: pickles
        .filter(({ astNodeIds }) => astNodeIds[0] === node.id)
        .map((pickle) => {
          const row = rows.find(({ id }) => id === pickle.astNodeIds[1]);
          return {
            line: (row ?? node).location.line,
            name: pickle.name,
            row: row === undefined ? '' : textOf(row),
            steps: pickle.steps.map(({ text }) => text),
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
  return placedIn(children, '').map(({ node }) => node);
}

/** A scenario, and the name of the `Rule` or the feature that it stands directly under. */
interface Placed {
  readonly node: ScenarioNode;
  readonly requirement: string;
}

/**
 * The scenarios among these, and those of the rules among them, each with what it stands under.
 * @param requirement name of the feature, for scenarios that stand under no `Rule`
 */
export function placedIn(
  children: readonly (FeatureChild | RuleChild)[],
  requirement: string,
): readonly Placed[] {
  return children.flatMap((child): readonly Placed[] => {
    if (child.scenario !== undefined) return [{ node: child.scenario, requirement }];
    const rule = 'rule' in child ? child.rule : undefined;
    return rule === undefined ? [] : placedIn(rule.children, rule.name);
  });
}

function textOf({ cells }: TableRow): string {
  return cells.map(({ value }) => value).join(' | ');
}
