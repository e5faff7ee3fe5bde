import { parseArgs } from 'node:util';
import { DIALECT_NAMES } from '../../../protocol/dialect-name.ts';
import type { DiffResults } from '../../diff/diff-results.ts';
import { allMutants } from '../mutants/mutants.ts';
import { readRemembered } from '../mutants/remembered.ts';
import { sampleOf } from '../mutants/sample.ts';
import { diffMutant, oursBy, scriptsFor } from './mutant-proof.ts';
import { isProven, proveQuirks } from './quirk-proof.ts';

const HELP = `npm run diff:proof -- [quirks] [mutants] [--sample N] [--remembered]

Shows that push-harness diff finds what is there: each quirk, switched on in one of two servers of ours, by its name and nothing else, in
each dialect; each mutant of our server as a difference that is seen twice. --sample takes so many mutants, spread evenly; --remembered
those for which a scenario is known. Exits 1 where one is missed.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    remembered: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const wants = (word: string): boolean => positionals.length === 0 || positionals.includes(word);

async function quirks(): Promise<boolean> {
  let isRight = true;
  for (const dialect of DIALECT_NAMES) {
    const proofs = await proveQuirks(dialect, () => true);
    const wrong = proofs.filter((each) => !isProven(each));
    for (const { script, quirk, named, news } of wrong)
      say(
        `${dialect} ${script} with ${quirk}: named ${named.join() || 'nothing'}${news.map((line) => `\n  ${line}`).join('')}`,
      );
    const names = new Set(proofs.map(({ quirk }) => quirk)).size;
    say(
      `${dialect}: ${names} quirks in ${proofs.length} comparisons, ${proofs.length - wrong.length} named exactly the one`,
    );
    isRight &&= wrong.length === 0 && proofs.length > 0;
  }
  return isRight;
}

/** A machine that is too slow looks otherwise than a comparison that sees nothing. */
function whyMissed({ verdict, compared, unstable, passing, notCompared }: DiffResults): string {
  const [why = ''] = notCompared.map((each) => `; ${each.script} not compared, ${each.why}`);
  return `${verdict}, ${compared} compared, ${unstable.length} unstable, ${passing.length} passing${why}`;
}

async function mutants(): Promise<boolean> {
  const remembered = readRemembered();
  const all = allMutants().filter(({ name }) => !values.remembered || remembered[name] !== undefined);
  const chosen = values.sample === undefined ? all : sampleOf(all, Number(values.sample));
  const ours = oursBy([...new Set(chosen.flatMap(({ name }) => scriptsFor(name, remembered)))]);
  let found = 0;
  for (const mutant of chosen) {
    const results = await diffMutant(mutant, scriptsFor(mutant.name, remembered), ours);
    const [first] = results.differences;
    if (first !== undefined) found += 1;
    const by = first === undefined ? `MISSED (${whyMissed(results)})` : `${first.script}: ${first.place}`;
    say(`${mutant.name}: ${by}`);
  }
  say(`${chosen.length} of ${allMutants().length} mutants: ${found} found`);
  return found === chosen.length && found > 0;
}

if (values.help) process.stdout.write(HELP);
else {
  const rights = [wants('quirks') ? await quirks() : true, wants('mutants') ? await mutants() : true];
  process.exitCode = rights.every(Boolean) ? 0 : 1;
}
