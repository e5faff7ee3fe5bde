import { LEVELS, type Level, ORIGINS, type Origin } from '../../reports/generators/conformance/verdict.ts';

const ID = /^@([A-Z]+-\d{3,})$/;
const NEEDS = '@needs:';
const SECTION = '@doc:';

/** The ids among these tags, without the `@`; a scenario has one. */
export function idsIn(tags: readonly string[]): readonly string[] {
  return tags.flatMap((tag) => ID.exec(tag)?.[1] ?? []);
}

/** A scenario has one. */
export function levelsIn(tags: readonly string[]): readonly Level[] {
  return LEVELS.filter((level) => tags.includes(`@${level}`));
}

/** Both where the tags name none. */
export function originsIn(tags: readonly string[]): readonly Origin[] {
  const named = ORIGINS.filter((origin) => tags.includes(`@${origin}`));
  return named.length === 0 ? ORIGINS : named;
}

/** The capabilities that a target must have for the scenario to say anything of it. */
export function needsIn(tags: readonly string[]): readonly string[] {
  return valuesOf(tags, NEEDS);
}

/** The sections of the documentation that ask for it, by their keys in `features/sections.json`. */
export function sectionsIn(tags: readonly string[]): readonly string[] {
  return valuesOf(tags, SECTION);
}

function valuesOf(tags: readonly string[], prefix: string): readonly string[] {
  const values = tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length));
  return [...new Set(values)];
}
