import { nodeStates } from '../../protocol/client/api.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { type Reading, readNamedText } from '../files/read-named.ts';
import { printable } from '../output/printable.ts';
import { CheckFailed, UsageError } from '../program/errors.ts';

/** Which nodes are meant, by what was said of them. */
export interface NodeChoice {
  /** As they stood on the command line; `-` stands for names in standard input. */
  readonly names: readonly string[];
  /** `web*`: `*` stands for any letters, `?` for one. */
  readonly patterns: readonly string[] | undefined;
  /** A file of names with blanks or line feeds between them. */
  readonly file: string | undefined;
  /** Every node that the server lists. */
  readonly all: boolean;
}

/** Reads what can be read without the server: the names. @throws UsageError where nothing says which nodes, or one twice */
export async function namedNodes(choice: NodeChoice, reading: Reading): Promise<readonly string[]> {
  const { names, patterns, file, all } = choice;
  if (names.length === 0 && patterns === undefined && file === undefined && !all) {
    throw new UsageError(
      'job start needs at least one node; name it after the command (push-harness node status lists them), or give --nodes, --nodes-file or --all.',
    );
  }
  const ofFile = file === undefined ? [] : await listed(file, file, reading);
  const named = await Promise.all(
    names.map((name) => (name === '-' ? listed('/dev/stdin', 'standard input', reading) : [name])),
  );
  const given = [...named.flat(), ...ofFile];
  const twice = given.find((node, index) => given.indexOf(node) < index);
  if (twice !== undefined) throw new UsageError(`${twice} is named twice; name each node once.`);
  return given;
}

async function listed(path: string, shownAs: string, reading: Reading): Promise<readonly string[]> {
  const text = await readNamedText(path, reading, { what: 'the list of nodes', shownAs });
  const names = text.split(/\s+/).filter((name) => name !== '');
  if (names.length === 0) throw new UsageError(`There is no node in ${shownAs}; write a name a line.`);
  return names;
}

/**
 * The named nodes, and those of the server that are meant as well, sorted behind them.
 * @throws CheckFailed where a pattern fits no node, or there is none at all
 */
export async function chosenNodes(
  named: readonly string[],
  { patterns = [], all }: Pick<NodeChoice, 'patterns' | 'all'>,
  client: RestClient,
): Promise<readonly string[]> {
  if (patterns.length === 0 && !all) return named;
  const known = (await nodeStates(client)).map(({ name }) => name).toSorted();
  const wanted = patterns.map(fitting);
  for (const [index, fits] of wanted.entries())
    if (!known.some(fits))
      throw new CheckFailed(
        `No node of the server fits ${printable(patterns[index] ?? '')}; push-harness node status lists those there are.`,
      );
  const more = known.filter((name) => all || wanted.some((fits) => fits(name)));
  const chosen = [...new Set([...named, ...more])];
  if (chosen.length === 0)
    throw new CheckFailed('The server has no node; push-harness node status lists those there are.');
  return chosen;
}

function fitting(pattern: string): (name: string) => boolean {
  const source = pattern
    .replaceAll(/[\\^$+.()|[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${source}$`, 's');
  return (name) => expression.test(name);
}
