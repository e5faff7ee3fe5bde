import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Nodes that a target knows already, lent to the labels of one scenario after the other. */
export interface NodeKeys {
  /** The same name for the same label until they are given back. @throws when none is left */
  nameFor(label: string): string;
  keyOf(name: string): string | undefined;
  giveBack(): void;
}

/** Those of a folder of `NAME.pem`; each of several processes has a share of its own. */
export function nodeKeysOf(folder: string | undefined): NodeKeys | undefined {
  if (folder === undefined) return undefined;
  const all = readdirSync(folder)
    .filter((file) => file.endsWith('.pem'))
    .map((file) => file.slice(0, -'.pem'.length))
    .toSorted();
  const { CUCUMBER_WORKER_ID = '0', CUCUMBER_TOTAL_WORKERS = '1' } = process.env;
  const names = all.filter(
    (_, index) => index % Number(CUCUMBER_TOTAL_WORKERS) === Number(CUCUMBER_WORKER_ID),
  );
  const lent = new Map<string, string>();
  return {
    nameFor(label) {
      const known = lent.get(label);
      if (known !== undefined) return known;
      const name = names[lent.size];
      if (name === undefined)
        throw new Error(
          `harness: ${folder} has keys of ${names.length} nodes for this process, and the scenario needs more`,
        );
      lent.set(label, name);
      return name;
    },
    keyOf: (name) => (names.includes(name) ? readFileSync(join(folder, `${name}.pem`), 'utf8') : undefined),
    giveBack: () => lent.clear(),
  };
}
