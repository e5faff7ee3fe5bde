import { type NodeStateAnswer, nodeStates } from '../../protocol/client/api.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { fitsPattern } from '../../simulator/fleet/name-pattern.ts';
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
  /** Every node of the server that is up. */
  readonly all: boolean;
  /** `all` and patterns mean nodes that are down as well. */
  readonly includeDown: boolean;
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

/** Nodes to start a job on, and those that were meant and are down. */
export interface ChosenNodes {
  readonly nodes: readonly string[];
  /** Nodes that a pattern fits, or `all` means, and that are left out since they are down. */
  readonly leftOut: readonly string[];
}

/**
 * The named nodes, and those of the server that are meant as well, sorted behind them.
 * @throws CheckFailed where a pattern fits no node that is up, or there is none at all
 */
export async function chosenNodes(
  named: readonly string[],
  { patterns = [], all, includeDown }: Pick<NodeChoice, 'patterns' | 'all' | 'includeDown'>,
  client: RestClient,
): Promise<ChosenNodes> {
  if (patterns.length === 0 && !all) return { nodes: named, leftOut: [] };
  const listed = await nodeStates(client);
  const known = listed.map(({ name }) => name).toSorted();
  const down = new Set(includeDown ? [] : listed.filter(isDown).map(({ name }) => name));
  const wanted = patterns.map((pattern) => (name: string) => fitsPattern(pattern, name));
  for (const [index, fits] of wanted.entries()) {
    const fitted = known.filter(fits);
    if (fitted.some((name) => !down.has(name))) continue;
    throw new CheckFailed(noneFits(printable(patterns[index] ?? ''), fitted.length));
  }
  const meant = known.filter((name) => all || wanted.some((fits) => fits(name)));
  const nodes = [...new Set([...named, ...meant.filter((name) => !down.has(name))])];
  const leftOut = meant.filter((name) => down.has(name) && !named.includes(name));
  if (nodes.length > 0) return { nodes, leftOut };
  throw new CheckFailed(
    leftOut.length === 0
      ? 'The server has no node; push-harness node status lists those there are.'
      : `All ${leftOut.length} nodes of the server are down; --include-down has them asked all the same.`,
  );
}

function isDown({ status }: NodeStateAnswer): boolean {
  return status === 'down' || status === 'offline';
}

/** @param down nodes that fit, and are down */
function noneFits(pattern: string, down: number): string {
  if (down === 0)
    return `No node of the server fits ${pattern}; push-harness node status lists those there are.`;
  const nodes =
    down === 1 ? 'The one node of the server that fits' : `All ${down} nodes of the server that fit`;
  return `${nodes} ${pattern} ${down === 1 ? 'is' : 'are'} down; --include-down has ${down === 1 ? 'it' : 'them'} asked all the same.`;
}
