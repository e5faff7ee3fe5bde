import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('remembered.json', import.meta.url));

/** The id of the scenario that caught a mutant, by the mutant's name: it is asked first. */
export type Remembered = Readonly<Record<string, string>>;

/** What is remembered of earlier hunts. */
export function readRemembered(): Remembered {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Remembered;
}

/** Keeps what is remembered; of mutants that there are no more nothing. */
export function keepRemembered(remembered: Remembered, names: readonly string[]): void {
  const kept = names
    .toSorted()
    .flatMap((name) => (remembered[name] === undefined ? [] : [[name, remembered[name]]]));
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(kept), undefined, 2)}\n`);
}
