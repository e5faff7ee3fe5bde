import type { Scenario } from './scenario.ts';

/** A name of fewer words says nothing where it stands alone, in a report or a list: "it does", "he may not". */
const FEWEST_WORDS = 4;

const PLACEHOLDER = /<[^<>]+>/g;

/** What is wrong with the names of these scenarios, one sentence each. In an outline a placeholder is one word. */
export function nameFaults(scenarios: readonly Scenario[]): readonly string[] {
  return scenarios.flatMap((scenario) => {
    const where = `${scenario.uri}:${scenario.line}`;
    return faultsOf(scenario).map((fault) => `${where} ${fault}`);
  });
}

function faultsOf({ name, isOutline, examples }: Scenario): readonly string[] {
  const outline = isOutline ? name.replaceAll(PLACEHOLDER, 'WORD') : name;
  if (isShort(outline)) return [fault(name)];
  return examples.filter((row) => isShort(row.name)).map((row) => `${fault(row.name)}, in row ${row.line}`);
}

function isShort(name: string): boolean {
  return name.split(/\s+/).filter(Boolean).length < FEWEST_WORDS;
}

function fault(name: string): string {
  return `is called "${name}": say in ${FEWEST_WORDS} words or more what it shows`;
}
