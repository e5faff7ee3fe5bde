import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NotJudged } from '../run/not-judged.ts';
import type { TargetCredentials } from './scenario-scope.ts';

/** Nodes that a target knows already, lent to the labels of one scenario after the other. */
export interface NodeKeys {
  /** Another one for every label. @throws NotJudged when none is left */
  lend(label: string): TargetCredentials;
  giveBack(): void;
}

/** Several processes run scenarios at the same time, and this is the one with this number, from 0. */
export interface ProcessShare {
  readonly process: number;
  readonly processes: number;
}

/** The share that Cucumber has given this process. */
export function ownShare(): ProcessShare {
  const { CUCUMBER_WORKER_ID = '0', CUCUMBER_TOTAL_WORKERS = '1' } = process.env;
  return { process: Number(CUCUMBER_WORKER_ID), processes: Number(CUCUMBER_TOTAL_WORKERS) };
}

/** Those of a folder of `NAME.pem`; each process has a share of its own. Undefined without a folder. */
export function nodeKeysOf(folder: string | undefined, share: ProcessShare): NodeKeys | undefined {
  if (folder === undefined) return undefined;
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.pem'))
    .map((file) => file.slice(0, -'.pem'.length))
    .toSorted()
    .filter((_, index) => index % share.processes === share.process);
  const lent = new Map<string, string>();
  return {
    lend(label) {
      const name = lent.get(label) ?? names[lent.size];
      if (name === undefined)
        throw new NotJudged(
          `${folder} has keys of ${names.length} nodes for each of ${share.processes} processes, and the scenario needs more`,
        );
      lent.set(label, name);
      return { name, privateKey: readFileSync(join(folder, `${name}.pem`), 'utf8') };
    },
    giveBack: () => lent.clear(),
  };
}
