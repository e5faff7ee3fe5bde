import type { TransitionCell, TransitionStep } from '../../../server/job/cell.ts';
import { RUNNING, type RunningInput } from '../../../server/job/running.ts';
import { VOTING, type VotingInput } from '../../../server/job/voting.ts';
import { code, EMPTY_CELL, type MarkdownTable } from './markdown.ts';

/** Inputs that are no message, as the page calls them; a message stands as its type. */
const NAMES: Readonly<Partial<Record<VotingInput | RunningInput, string>>> = {
  down: 'down',
  voting_timer: 'the voting timer',
  quorum_failed: 'the vote has ended below the quorum',
  cancelled: 'the job is cancelled',
  run_timer: 'the run timer',
};

/** What an input does to a node while its job is voting. */
export function voting(): MarkdownTable {
  return [
    ['from the node', 'it was `new`', '`ready`', 'terminal'],
    ...rows(VOTING, ['new', 'ready', 'terminal']),
  ];
}

/** What an input does to a node while its job is running. */
export function running(): MarkdownTable {
  return [
    ['from the node', 'it was `ready`', '`running`', 'terminal'],
    ...rows(RUNNING, ['ready', 'running', 'terminal']),
  ];
}

/** One row for all inputs that do the same. */
function rows<Input extends VotingInput | RunningInput, Phase extends string>(
  table: Readonly<Record<Input, Readonly<Record<Phase, TransitionCell>>>>,
  phases: readonly Phase[],
): MarkdownTable {
  const inputs = new Map<string, { readonly names: string[]; readonly cells: readonly string[] }>();
  for (const input of Object.keys(table) as Input[]) {
    const cells = phases.map((phase) => cellText(table[input][phase]));
    const same = inputs.get(cells.join()) ?? { names: [], cells };
    same.names.push(NAMES[input] ?? code(input));
    inputs.set(cells.join(), same);
  }
  return Array.from(inputs.values(), ({ names, cells }) => [names.join(', '), ...cells]);
}

function cellText({ next, emits }: TransitionCell): string {
  const parts = [...(next === undefined ? [] : [`→ ${code(next)}`]), ...emits.map(stepText)];
  return parts.length === 0 ? EMPTY_CELL : parts.join(', ');
}

function stepText(step: TransitionStep): string {
  switch (step.step) {
    case 'vote':
      return `vote ${code(step.status)}`;
    case 'runStart':
      return 'start';
    case 'runComplete':
      return `completion ${code(step.status)}`;
    case 'rehab':
      return 'rehab';
    case 'quietRehab':
      return 'silent rehab';
  }
}
