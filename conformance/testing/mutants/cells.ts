import type { TransitionCell } from '../../../server/job/cell.ts';
import { RUNNING } from '../../../server/job/running.ts';
import { VOTING } from '../../../server/job/voting.ts';
import type { Mutant } from './mutant.ts';

/** One row a word of protocol §6's tables; several inputs that the protocol calls "anything else" are one row there. */
const VOTING_ROWS: Readonly<Record<string, readonly string[]>> = {
  ack_commit: ['ack_commit'],
  nack_commit: ['nack_commit'],
  down: ['down'],
  'anything-else': ['ack_run', 'nack_run', 'succeeded', 'failed', 'aborted'],
  voting_timer: ['voting_timer'],
  quorum_failed: ['quorum_failed'],
};

const RUNNING_ROWS: Readonly<Record<string, readonly string[]>> = {
  ack_run: ['ack_run'],
  nack_run: ['nack_run'],
  succeeded: ['succeeded'],
  failed: ['failed'],
  down: ['down'],
  'anything-else': ['ack_commit', 'nack_commit', 'aborted'],
  run_timer: ['run_timer'],
};

type Table = Readonly<Record<string, Readonly<Record<string, TransitionCell>>>>;

interface TableAt {
  readonly word: 'voting' | 'running';
  readonly constant: 'VOTING' | 'RUNNING';
  readonly rows: Readonly<Record<string, readonly string[]>>;
  readonly table: Table;
  /** A status that no cell of this table gives, and that ends a node's part in the job. */
  readonly wrongNext: string;
  /** The same for cells where the documented dialect shows that status as well, by `ROW.PHASE`. */
  readonly otherwise?: Readonly<Record<string, string>>;
}

const TABLES: readonly TableAt[] = [
  { word: 'voting', constant: 'VOTING', rows: VOTING_ROWS, table: VOTING as Table, wrongNext: 'aborted' },
  {
    word: 'running',
    constant: 'RUNNING',
    rows: RUNNING_ROWS,
    table: RUNNING as Table,
    wrongNext: 'nacked',
    // a node that nacks the run was busy, whether it ran anything before or not: a documented server may say so of both.
    // Source: the seeds' words for statuses
    otherwise: { 'nack_run.ready': 'succeeded', 'nack_run.running': 'succeeded' },
  },
];

/** Where scenarios about the cells of both tables stand. */
const ABOUT = ['quorum', 'jobs', 'timeouts', 'nodes', 'feeds'];

/** What a wrong cell does in place of the right one. */
interface WrongCell {
  readonly word: string;
  readonly does: string;
  readonly cell: TransitionCell;
}

/** A mutant for each thing that each cell of protocol §6's tables does: it does something else, or leaves it out. */
export function cellMutants(): readonly Mutant[] {
  return TABLES.flatMap((at) =>
    Object.entries(at.rows).flatMap(([row, inputs]) => {
      const phases = at.table[inputs[0] ?? ''] ?? {};
      return Object.entries(phases).flatMap(([phase, cell]) =>
        wrongCells(cell, at.otherwise?.[`${row}.${phase}`] ?? at.wrongNext).map((wrong) =>
          mutantOf(at, row, inputs, phase, wrong),
        ),
      );
    }),
  );
}

function wrongCells({ next, emits }: TransitionCell, wrongNext: string): readonly WrongCell[] {
  const omitted = emits.map((step, index): WrongCell => {
    const word = 'status' in step ? `${step.step}-${step.status}` : step.step;
    const cell = { ...(next !== undefined && { next }), emits: emits.filter((_, other) => other !== index) };
    return { word: `no-${word}`, does: `leaves out the step ${word}`, cell };
  });
  const quiet = emits.findIndex(({ step }) => step === 'rehab');
  const events: readonly WrongCell[] =
    quiet < 0
      ? []
      : [
          {
            word: 'quiet',
            does: 'orders rehab without its event',
            cell: {
              ...(next !== undefined && { next }),
              emits: emits.map((step) => (step.step === 'rehab' ? { step: 'quietRehab' } : step)),
            },
          },
        ];
  // whether a quiet rehab comes before or after an event is seen by nobody
  const told = emits.filter(({ step }) => step !== 'quietRehab');
  const order: readonly WrongCell[] =
    told.length < 2
      ? []
      : [
          {
            word: 'order',
            does: 'sends its events in the wrong order',
            cell: { ...(next !== undefined && { next }), emits: emits.toReversed() },
          },
        ];
  const status: readonly WrongCell[] =
    next === undefined
      ? []
      : [
          {
            word: 'next',
            does: `shows the node as ${wrongNext}, not ${next}`,
            cell: { next: wrongNext as never, emits },
          },
        ];
  return [...omitted, ...events, ...order, ...status];
}

function mutantOf(
  { word, constant }: TableAt,
  row: string,
  inputs: readonly string[],
  phase: string,
  wrong: WrongCell,
): Mutant {
  const cell = JSON.stringify(wrong.cell);
  const changes = inputs.map(
    (input) => `${constant}.${input} = { ...${constant}.${input}, ${phase}: ${cell} };`,
  );
  return {
    name: `${word}.${row}.${phase}.${wrong.word}`,
    summary: `${wrong.does}, on ${row} of a node that is ${phase} while ${word}`,
    about: ABOUT,
    edits: [{ file: `server/job/${word}.ts`, append: `// @ts-nocheck\n${changes.join('\n')}` }],
  };
}
