import { isFields } from '../../protocol/wire/fields.ts';
import { comparedText } from './plain-value.ts';

/** What the documentation may call a node that has a status of the shipped server's. Source: protocol §2, §6 */
const WORDS_FOR: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    new: ['new'],
    ready: ['ready'],
    running: ['running'],
    succeeded: ['complete'],
    failed: ['complete', 'nacked', 'aborted'],
    aborted: ['aborted'],
    unavailable: ['unavailable'],
    nacked: ['nacked'],
    crashed: ['crashed', 'unavailable', 'aborted'],
    was_ready: ['ready'],
    timed_out: ['aborted', 'ready'],
  }),
);

/** Whether both tell of the same nodes, each in a word that the documentation may have for the other's. */
export function sameNodes(documented: unknown, shipped: unknown): boolean {
  const [words, statuses] = [byNode(documented), byNode(shipped)];
  if (words === undefined || statuses === undefined || words.size !== statuses.size) return false;
  return [...words].every(([node, word]) => WORDS_FOR.get(statuses.get(node) ?? '')?.includes(word));
}

/** The status of each node; undefined where one stands twice, or it is no such object. */
function byNode(nodes: unknown): ReadonlyMap<string, string> | undefined {
  if (!isFields(nodes)) return undefined;
  const all = Object.entries(nodes).flatMap(([status, names]) =>
    Array.isArray(names) ? names.map((name) => [comparedText(name), status] as const) : [],
  );
  const found = new Map(all);
  return found.size === all.length ? found : undefined;
}
