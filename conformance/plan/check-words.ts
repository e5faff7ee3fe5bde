import type { Suggest } from '../../files/settings/schema-check.ts';
import { ConformUsageError } from '../target-file/errors.ts';
import type { Candidate } from './candidate.ts';
import { means } from './plan.ts';

/**
 * Holds that each word means a scenario.
 * @param where what the words were given as: `the arguments`, or a file
 * @throws ConformUsageError naming the first that does not, and what was probably meant
 */
export function checkWords(
  words: readonly string[],
  candidates: readonly Candidate[],
  where: string,
  suggest: Suggest,
): void {
  const unknown = words.find((word) => !candidates.some((candidate) => means(word, candidate)));
  if (unknown === undefined) return;
  const topics = [...new Set(candidates.map(({ topic }) => topic))];
  const hasRow = unknown.includes(':');
  const ids = candidates.map(({ id }) => (hasRow ? id : id.replace(/:\d+$/, '')));
  const near = [...new Set(ids)].filter((id) => sharesTopic(id, unknown)).map((id) => id.toLowerCase());
  const meant = suggest(unknown.toLowerCase(), near)?.toUpperCase() ?? suggest(unknown, topics);
  const remedy =
    meant === undefined
      ? `give ids such as ${ids[0] ?? 'none'}, or topics: ${topics.join(', ')}`
      : `did you mean ${meant}?`;
  throw new ConformUsageError(
    `no scenario has the id ${unknown} that ${where} name${where.endsWith('s') ? '' : 's'}; ${remedy}`,
  );
}

/** Of other topics no id is near, whatever the spelling. */
function sharesTopic(id: string, word: string): boolean {
  return id.slice(0, 3) === word.slice(0, 3).toUpperCase();
}
