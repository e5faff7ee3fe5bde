import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readmeFaults } from './folder-readmes.ts';
import { remake } from './made-from-code.ts';
import { PROJECT_ROOT, readPage } from './page.ts';
import { PAGES } from './tables/index.ts';

/** Holds the tables of the pages, and the READMEs of folders, to the code; with `--write` it writes the tables anew. */
const isWriting = process.argv.includes('--write');

for (const [path, tables] of Object.entries(PAGES)) {
  const { page, stale, unknown, notOnce } = remake(readPage(path), tables);
  const faults = [
    ...unknown.map((name) => `no table is called "${name}": docs/check/tables/index.ts lists them`),
    ...notOnce.map(
      (name) => `the table "${name}" must stand once, below <!-- made from the code: ${name} -->`,
    ),
    ...(isWriting
      ? []
      : stale.map((name) => `the table "${name}" is not as the code has it: npm run fix writes it`)),
  ];
  for (const fault of faults) process.stderr.write(`${path}: ${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
  else if (isWriting) writeFileSync(join(PROJECT_ROOT, path), page);
}

for (const fault of readmeFaults()) {
  process.stderr.write(`${fault}\n`);
  process.exitCode = 1;
}
