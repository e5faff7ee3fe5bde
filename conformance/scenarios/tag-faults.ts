import { idsIn, levelsIn, needsIn, sectionsIn } from '../../reports/generators/conformance/tags.ts';
import { CLIENT_WAITS } from '../client/client-waits.ts';
import { WAITS, waitsIn } from '../plan/waits.ts';
import { CAPABILITIES, isCapability } from './capabilities.ts';
import { isMachineNeed, MACHINE_NEEDS } from './machine-needs.ts';
import type { Scenario } from './scenario.ts';
import { subjectOf } from './subject.ts';

/** Tags that stand alone; the others are ids, `@needs:…`, `@waits:…` and `@doc:…`. */
const WORDS = new Set(['@must', '@should', '@may', '@extension', '@documented', '@shipped']);

/**
 * What is wrong with the tags of these scenarios apart from their ids, one sentence each.
 * @param sections titles of the documentation's sections by their keys
 */
export function tagFaults(
  scenarios: readonly Scenario[],
  sections: Readonly<Record<string, string>>,
): readonly string[] {
  return scenarios.flatMap((scenario) => {
    const where = `${scenario.uri}:${scenario.line}`;
    const waits = subjectOf(scenario.uri) === 'client' ? CLIENT_WAITS : WAITS;
    const faults = scenario.examples.flatMap(({ tags }) => faultsOf(tags, sections, waits));
    return [...new Set(faults)].map((fault) => `${where} ${fault}`);
  });
}

function faultsOf(
  tags: readonly string[],
  sections: Readonly<Record<string, string>>,
  waits: Readonly<Record<string, unknown>>,
): readonly string[] {
  const levels = levelsIn(tags);
  const faults: string[] = [];
  if (levels.length === 0)
    faults.push('has no level: put @must, @should, @may or @extension on it, its rule or its feature');
  if (levels.length > 1) faults.push(`has several levels, ${levels.join(' and ')}: leave one`);
  for (const name of needsIn(tags).filter((need) => !isCapability(need) && !isMachineNeed(need)))
    faults.push(
      `needs ${name}, which is no capability: one of ${Object.keys({ ...CAPABILITIES, ...MACHINE_NEEDS }).join(', ')}`,
    );
  for (const key of sectionsIn(tags).filter((section) => !Object.hasOwn(sections, section)))
    faults.push(`names the section ${key}, which is not in features/sections.json`);
  for (const tag of tags) {
    const isKnown =
      waitsIn([tag]).some((name) => Object.hasOwn(waits, name)) ||
      WORDS.has(tag) ||
      tag.startsWith('@needs:') ||
      tag.startsWith('@doc:') ||
      idsIn([tag]).length > 0;
    if (!isKnown) faults.push(`has the tag ${tag}, which means nothing`);
  }
  return faults;
}
