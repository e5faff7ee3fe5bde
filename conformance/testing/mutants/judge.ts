import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Level } from '../../../reports/generators/conformance/verdict.ts';
import { type JudgedTarget, judgeTarget } from '../../judge-target.ts';
import { FEATURES_ROOT } from '../../scenarios/load-features.ts';
import { OURSELVES } from '../../target-file/placeholders.ts';
import { readTarget } from '../../target-file/read-target.ts';
import type { TargetFile } from '../../target-file/target-file.ts';
import type { Mutant } from './mutant.ts';
import { mutatedTexts, TEXTS_VARIABLE } from './mutated-texts.ts';

const RIGHT = join(FEATURES_ROOT, 'features/targets/process-documented.yaml');
const REGISTER = new URL('register.mjs', import.meta.url).href;
const MAIN = fileURLToPath(new URL('../../../cli/main.ts', import.meta.url));

/** Long enough for every wait that succeeds, and short enough to wait for it in vain some times. */
const PATIENCE_MS = 10_000;

/** Longer than a busy machine holds anybody up: what fails then is the mutant's fault, and not inconclusive. */
const HEARTBEAT_INTERVAL_MS = 500;

export interface Asked {
  /** Ids and topics; everything where there is none. */
  readonly words: readonly string[];
  readonly level: Level;
  /** Whether the run ends with the first scenario that fails. */
  readonly failFast: boolean;
  readonly wantsTags?: (tags: readonly string[]) => boolean;
}

/** Judges our own server as a process: a mutant of it, or as it is. */
export async function judgeMutant(
  mutant: Mutant | undefined,
  asked: Asked,
  outDir: string,
): Promise<JudgedTarget> {
  const file = readTarget(readFileSync(RIGHT, 'utf8'), RIGHT, () => undefined);
  const right = { ...file, timings: { ...file.timings, heartbeatIntervalMs: HEARTBEAT_INTERVAL_MS } };
  return await judgeTarget({
    target: mutant === undefined ? right : mutated(right, mutant, outDir),
    selection: {
      words: asked.words,
      rerun: undefined,
      wantsTags: asked.wantsTags ?? (() => true),
      level: asked.level,
      shard: undefined,
      patienceMs: PATIENCE_MS,
    },
    // what is wrong with a mutant is wrong again; a machine that stood still for a moment is not to be judged
    retry: 1,
    failFast: asked.failFast,
    // in the process of Cucumber itself: a process more would take longer than the scenarios
    parallel: 0,
    outDir,
    tool: { name: 'push-harness', version: 'test' },
    commandLine: ['conform'],
    // coverage that each of these processes wrote would take longer than its scenarios
    env: { ...process.env, NODE_V8_COVERAGE: undefined },
    signal: new AbortController().signal,
    suggest: () => undefined,
  });
}

/** The same target with a mutant in the place of our own program. */
function mutated(target: TargetFile, mutant: Mutant, folder: string): TargetFile {
  const { server } = target;
  if (server.kind !== 'process') throw new Error(`${RIGHT} names no command`);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'mutant.json');
  writeFileSync(file, JSON.stringify(mutatedTexts(mutant)));
  const tsx = import.meta.resolve('tsx');
  const program = [
    'env',
    `${TEXTS_VARIABLE}=${file}`,
    process.execPath,
    '--import',
    REGISTER,
    '--import',
    tsx,
    MAIN,
  ];
  const command = server.command.flatMap((word) => (word === OURSELVES ? program : word));
  return { ...target, name: `a server that ${mutant.summary}`, server: { ...server, command } };
}
