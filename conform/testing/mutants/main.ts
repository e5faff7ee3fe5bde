import { MUTANTS } from './mutants.ts';

// `main.ts MUTANT serve …` is `push-harness serve …` with a server that is wrong in one thing
const [word = ''] = process.argv.splice(2, 1);
const mutant = Object.entries(MUTANTS).find(([name]) => name === word)?.[1];
if (mutant === undefined)
  throw new Error(`there is no mutant ${word}: say one of ${Object.keys(MUTANTS).join(', ')}`);
mutant.infect();
await import('../../../cli/main.ts');
