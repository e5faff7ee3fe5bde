import { NODE, type NodeCell, type NodeEffect } from '../../../server/node/node-table.ts';
import type { Mutant } from './mutant.ts';

const FILE = 'server/node/node-table.ts';
const ABOUT = ['nodes', 'jobs', 'restarts', 'refusals', 'encryption'];

/** Nothing that others see depends on these: they are counted, or written to the log. */
const SEEN_BY_NOBODY: readonly NodeEffect[] = ['showAvailable'];

/** A mutant for each thing that each cell of the node's table does: it leaves it out. Source: protocol §5. */
export function nodeMutants(): readonly Mutant[] {
  return Object.entries(NODE).flatMap(([input, phases]) =>
    Object.entries(phases).flatMap(([phase, cell]) => cellMutants(input, phase, cell)),
  );
}

function cellMutants(input: string, phase: string, { next, effects }: NodeCell): readonly Mutant[] {
  const omitted = effects
    .filter((effect) => !SEEN_BY_NOBODY.includes(effect))
    .map((effect) =>
      mutantOf(input, phase, `no-${effect}`, `leaves out ${effect}`, {
        ...(next !== undefined && { next }),
        effects: effects.filter((each) => each !== effect),
      }),
    );
  const stays =
    next === undefined ? [] : [mutantOf(input, phase, 'stays', `leaves the node in ${phase}`, { effects })];
  return [...omitted, ...stays];
}

function mutantOf(input: string, phase: string, word: string, does: string, cell: NodeCell): Mutant {
  return {
    name: `node.${input}.${phase}.${word}`,
    summary: `${does}, on ${input} of a node in ${phase}`,
    about: ABOUT,
    edits: [{ file: FILE, append: `NODE.${input}.${phase} = ${JSON.stringify(cell)};` }],
  };
}
