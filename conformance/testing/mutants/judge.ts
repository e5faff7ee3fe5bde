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

const TARGETS = {
  process: join(FEATURES_ROOT, 'features/targets/process-documented.yaml'),
  'in-process': join(FEATURES_ROOT, 'features/targets/in-process-documented.yaml'),
} as const;
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
  /**
   * From outside, as a process of its own, which is the default; or in the process that runs the scenarios, where each server
   * that a scenario has of its own costs some milliseconds of processor, not two seconds.
   */
  readonly place?: keyof typeof TARGETS;
}

/** Judges our own server: a mutant of it, or as it is. */
export async function judgeMutant(
  mutant: Mutant | undefined,
  asked: Asked,
  outDir: string,
): Promise<JudgedTarget> {
  const source = TARGETS[asked.place ?? 'process'];
  const file = readTarget(readFileSync(source, 'utf8'), source, () => undefined);
  const right = { ...file, timings: { ...file.timings, heartbeatIntervalMs: HEARTBEAT_INTERVAL_MS } };
  const { target, env } = mutant === undefined ? { target: right, env: {} } : mutated(right, mutant, outDir);
  return await judgeTarget({
    target,
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
    env: { ...process.env, NODE_V8_COVERAGE: undefined, ...env },
    signal: new AbortController().signal,
    suggest: () => undefined,
  });
}

/** A target, and what the process that runs its scenarios finds in its environment. */
interface Mutated {
  readonly target: TargetFile;
  readonly env: Readonly<Record<string, string>>;
}

/** The same target with a mutant in the place of our own program. */
function mutated(right: TargetFile, mutant: Mutant, folder: string): Mutated {
  const target = { ...right, name: `a server that ${mutant.summary}` };
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'mutant.json');
  writeFileSync(file, JSON.stringify(mutatedTexts(mutant)));
  const { server } = target;
  if (server.kind === 'in-process') {
    const options = [process.env.NODE_OPTIONS, `--import=${REGISTER}`];
    return { target, env: { [TEXTS_VARIABLE]: file, NODE_OPTIONS: options.filter(Boolean).join(' ') } };
  }
  if (server.kind !== 'process') throw new Error(`${right.name} is neither in process nor a command`);
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
  return { target: { ...target, server: { ...server, command } }, env: {} };
}
