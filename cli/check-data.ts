import { resolve } from 'node:path';
import type { DatabaseCheck } from '../server/store/check/check-database.ts';
import type { Salvage } from '../server/store/salvage/salvage.ts';
import { DATA_OPTION } from './options/connection.ts';
import { filePath } from './options/option-kinds.ts';
import type { Output } from './output/output.ts';
import { printable } from './output/printable.ts';
import { table } from './output/table.ts';
import { defineCommand } from './program/command.ts';
import { EXIT } from './program/exit-codes.ts';

export const checkData = defineCommand({
  description: `Looks at the whole database of a server that is stopped: its log, every page, row, index and reference. The exit code is 1
where it is damaged.

With --salvage it saves what can be read instead: a new data folder with a new database and copies of the other
files. Rows are read around the pages that cannot be read; an organisation whose own row is lost is made again,
and so are the users admin and pivotal by their keys in DATA/keys. The old folder is not changed.`,
  options: {
    ...DATA_OPTION,
    salvage: { kind: filePath, value: 'dir', about: 'new data folder for what can be read' },
  },
  examples: [
    { about: 'look at the database of the server here', line: 'check-data' },
    { about: 'save what can be read of it', line: 'check-data --salvage saved' },
    { about: 'serve what was saved', line: 'serve --data saved' },
  ],
  async run({ output, folder }, options) {
    const { databasePath } = await import('../server/data-folder.ts');
    const file = databasePath(resolve(folder, options.data));
    if (options.salvage !== undefined) {
      const { salvage } = await import('../server/store/salvage/salvage.ts');
      const target = resolve(folder, options.salvage);
      reportSalvage(output, target, await salvage(file, target));
      return EXIT.done;
    }
    const { checkDatabase } = await import('../server/store/check/check-database.ts');
    const found = await checkDatabase(file);
    reportCheck(output, file, found);
    return found.problems.length === 0 ? EXIT.done : EXIT.failed;
  },
});

function reportCheck(output: Output, file: string, { problems, isTorn, rows }: DatabaseCheck): void {
  output.record({
    event: 'checked',
    database: file,
    sound: problems.length === 0,
    problems,
    torn: isTorn,
    rows,
  });
  if (isTorn)
    output.remark('The last transaction in its log cannot be read, as after a power cut, and is left out.');
  if (problems.length === 0) {
    const count = Object.values(rows).reduce((sum, each) => sum + each, 0);
    output.answer(`${printable(file)} is sound: ${count} rows in ${Object.keys(rows).length} tables.`);
    return;
  }
  output.answer(output.stdout.paint('bad', `${printable(file)} is damaged:`));
  for (const problem of problems) output.answer(`  ${printable(problem)}`);
  output.answer(
    'push-harness check-data --salvage DIR saves what can be read; or put a sound copy in its place.',
  );
}

function reportSalvage(output: Output, folder: string, { tables, organisations, users }: Salvage): void {
  output.record({ event: 'salvaged', folder, tables, organisations, users });
  const { paint, size } = output.stdout;
  const columns = [
    { title: 'table' },
    { title: 'rows saved', align: 'right' },
    { title: 'places not read', align: 'right' },
    { title: 'rows of no use', align: 'right' },
  ] as const;
  const lines = table(
    columns,
    tables.map(({ name, rows, gaps, unusable }) => [
      { text: name },
      { text: String(rows) },
      { text: String(gaps), ...(gaps > 0 && { meaning: 'bad' as const }) },
      { text: String(unusable) },
    ]),
    { paint, width: size().columns },
  );
  for (const line of lines) output.answer(line);
  for (const name of organisations)
    output.answer(`Organisation ${printable(name)} was lost, and is made again.`);
  for (const name of users)
    output.answer(`User ${name} was lost, and is made again with the key in ${printable(folder)}/keys.`);
  output.answer(`Serve it with push-harness serve --data ${printable(folder)}`);
}
