import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import { FEATURES_ROOT } from '../../scenarios/load-features.ts';
import { type Hunted, hunt } from './hunt.ts';
import type { Mutant } from './mutant.ts';
import { allMutants } from './mutants.ts';
import { keepRemembered, readRemembered } from './remembered.ts';
import { sampleOf } from './sample.ts';

/** Shares of the mutants that the features catch: all levels, and the musts alone. */
const WANTED = { may: 0.95, must: 0.85 } as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean', default: false },
    remember: { type: 'boolean', default: false },
    new: { type: 'boolean', default: false },
    sample: { type: 'string' },
    parallel: { type: 'string', default: '2' },
    out: { type: 'string', default: join(FEATURES_ROOT, 'reports/output/mutants.json') },
    help: { type: 'boolean', default: false },
  },
});

const HELP = `npm run mutants -- [NAME…] [--sample N] [--parallel N] [--out FILE] [--remember] [--new] [--list]

Makes the server wrong in one thing after the other, and has the features find it. A NAME stands for all mutants whose
names begin with it, such as voting.ack_commit. Exits 1 where the features catch less than ${WANTED.may * 100} % of them at all levels, or
less than ${WANTED.must * 100} % by the musts. The scenario that caught a mutant before is asked first; --remember keeps what is new of that,
--new leaves out those of which it is kept.
`;

/** Those that are asked for. */
function chosen(): readonly Mutant[] {
  const all = allMutants();
  const kept = values.new ? readRemembered() : {};
  const named = all
    .filter(({ name }) => positionals.length === 0 || positionals.some((word) => name.startsWith(word)))
    .filter(({ name }) => kept[name] === undefined);
  return values.sample === undefined ? named : sampleOf(named, Number(values.sample));
}

function line({ mutant, caughtAt, by, problem, seconds }: Hunted): string {
  const came = caughtAt === undefined ? 'SURVIVED' : `${caughtAt} ${by?.id}`;
  return `${came.padEnd(20)} ${mutant.name}: a server that ${mutant.summary} (${seconds.toFixed(0)} s)${
    problem === undefined ? '' : `; not judged: ${problem}`
  }`;
}

async function main(): Promise<number> {
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const unknown = positionals.find((word) => !allMutants().some(({ name }) => name.startsWith(word)));
  if (unknown !== undefined) {
    process.stderr.write(`No mutant's name begins with ${unknown}; --list lists them.\n`);
    return 2;
  }
  const mutants = chosen();
  if (values.list) {
    for (const { name, summary } of mutants) process.stdout.write(`${name}: a server that ${summary}\n`);
    return 0;
  }
  let remembered = readRemembered();
  const names = allMutants().map(({ name }) => name);
  const limit = pLimit(Number(values.parallel));
  const hunted = await Promise.all(
    mutants.map((mutant) =>
      limit(async () => {
        const came = await hunt(mutant, remembered);
        if (came.by !== undefined) remembered = { ...remembered, [mutant.name]: came.by.id };
        if (values.remember) keepRemembered(remembered, names);
        process.stdout.write(`${line(came)}\n`);
        return came;
      }),
    ),
  );
  const share = (caught: (each: Hunted) => boolean): number => hunted.filter(caught).length / hunted.length;
  const may = share(({ caughtAt }) => caughtAt !== undefined);
  const must = share(({ caughtAt }) => caughtAt === 'must');
  mkdirSync(join(values.out, '..'), { recursive: true });
  writeFileSync(
    values.out,
    `${JSON.stringify(
      { may, must, mutants: hunted.map(({ mutant, ...came }) => ({ name: mutant.name, ...came })) },
      undefined,
      2,
    )}\n`,
  );
  const percent = (part: number): string => `${(part * 100).toFixed(1)} %`;
  process.stdout.write(
    `${hunted.length} mutants: ${percent(may)} caught at all levels (${percent(WANTED.may)} wanted), ${percent(must)} by the musts (${percent(WANTED.must)} wanted)\n`,
  );
  return may >= WANTED.may && must >= WANTED.must ? 0 : 1;
}

process.exitCode = await main();
