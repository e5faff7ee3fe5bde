import { KINDS } from '../conformance/journal/entry.ts';
import { choice, flag, text } from './options/option-kinds.ts';
import { defineCommand } from './program/command.ts';
import { CheckFailed, UsageError } from './program/errors.ts';
import { EXIT } from './program/exit-codes.ts';

export const journal = defineCommand({
  description: `Shows what went over the wire while scenarios ran, scenario by scenario: every message of the nodes, every request and
its answer, every event that a feed's reader received. "out" goes to the server. Times are UTC. It never contains keys.`,
  arguments: [{ name: '<folder>', about: 'folder of the report of a run, or of its journal' }],
  options: {
    node: { kind: text, value: 'name', about: 'only entries about this node' },
    job: { kind: text, value: 'id', about: 'only entries about this job' },
    scenario: {
      kind: text,
      value: 'id',
      about: 'only this scenario, such as QUORUM-004, or this row of an outline, such as QUORUM-004:2',
    },
    kind: { kind: choice(KINDS), value: 'kind', about: `only entries of this kind: ${KINDS.join(', ')}` },
    bodies: { kind: flag, about: 'print the body below each line', default: false },
  },
  examples: [
    { about: 'what led to a failure', line: 'journal report --scenario QUORUM-004' },
    {
      about: 'the messages between one node and the server',
      line: 'journal report --node web1 --kind frame',
    },
  ],
  async run(surroundings, { bodies, ...filter }, [folder = '']) {
    const { resolve } = await import('node:path');
    const { readJournal } = await import('../conformance/journal/read-journal.ts');
    const { JournalError } = await import('../conformance/journal/journal-error.ts');
    const { journalRecords, journalText } = await import('./journal/journal-text.ts');
    const { output } = surroundings;
    const scenarios = await readJournal(resolve(surroundings.folder, folder), filter).catch((error) => {
      throw error instanceof JournalError ? new UsageError(error.message, { cause: error }) : error;
    });
    if (scenarios.length === 0) {
      throw new CheckFailed('The journal holds nothing of that: look at all of it, without the filters.');
    }
    const { paint, size } = output.stdout;
    const width = output.stdout.isTerminal ? size().columns : Number.POSITIVE_INFINITY;
    for (const scenario of scenarios) {
      for (const line of journalText(scenario, { paint, width, bodies })) output.answer(line);
      for (const record of journalRecords(scenario)) output.record(record);
    }
    return EXIT.done;
  },
});
