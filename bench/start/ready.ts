import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { newTempFolder, removeTempFolder } from '../process/temp-folder.ts';
import type { Benchmark, FigureSpec } from '../run/benchmark.ts';

const BUILT = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const SOURCE = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const isBuilt = existsSync(BUILT);
/** What is installed is the built program; the sources have to be translated at each start. */
const PROGRAM = isBuilt ? [BUILT] : ['--import', 'tsx', SOURCE];
const PORTS = ['--port', '0', '--heartbeat-port', '0', '--command-port', '0'];
const LIMIT_MS = 300;

/** From the start of the process to the line that says that it serves. */
export const ready: Benchmark = {
  name: 'start/ready',
  floorTitle: `node -e 0; ours ${isBuilt ? 'as built' : 'from the sources, by tsx'}`,
  figures: [figure('again', 'Server ready'), figure('first', 'Server ready, first start: keys are drawn')],
  // a key may take a tenth of a second or half of one: a single start says nothing of the next
  rounds: { full: 9, quick: 3 },
  warmUpRounds: 1,
  open: async () => {
    const folder = newTempFolder();
    return {
      floor: async () => {
        const [again, first] = [await nodeMs(), await nodeMs()];
        return { again, first };
      },
      ours: async () => {
        const fresh = newTempFolder();
        try {
          return { again: await readyMs(folder), first: await readyMs(fresh) };
        } finally {
          removeTempFolder(fresh);
        }
      },
      close: async () => removeTempFolder(folder),
    };
  },
};

function figure(key: string, title: string): FigureSpec {
  return { key, title, unit: 'ms', targets: [{ of: 'difference', atMost: LIMIT_MS }] };
}

async function nodeMs(): Promise<number> {
  const startMs = performance.now();
  const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
  await once(child, 'exit');
  return performance.now() - startMs;
}

async function readyMs(dataFolder: string): Promise<number> {
  const startMs = performance.now();
  const args = [...PROGRAM, 'serve', '--json', '--data', dataFolder, ...PORTS];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let problem = '';
  child.stderr.on('data', (text: Buffer) => {
    problem += text;
  });
  const exited = once(child, 'exit');
  const said = await Promise.race([once(child.stdout, 'data'), exited]);
  const ms = performance.now() - startMs;
  child.kill('SIGTERM');
  await exited;
  if (!String(said[0]).includes('"ready"')) throw new Error(`the server is not ready: ${problem}`);
  return ms;
}
