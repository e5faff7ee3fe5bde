import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newTempFolder, removeTempFolder } from '../../bench/process/temp-folder.ts';
import { job, nodeStates, startJob } from '../../protocol/client/api.ts';
import { hasProcessTable, seeProcesses } from '../../simulator/commands/cleanup/process-table.ts';
import { asAdmin } from '../access/honest-node.ts';
import type { AttackTarget, Trial } from '../attack.ts';
import { startPushHarness } from '../processes/program.ts';
import { Serve } from '../processes/serve.ts';
import { wait } from '../raw/connection.ts';

const NODES = 4;
const LOOK_MS = 100;
const COME_UP_WITHIN_MS = 60_000;
const GONE_WITHIN_MS = 10_000;
/** Starts something deaf to SIGTERM in a session of its own, and waits for it. */
const COMMAND = `setsid sh -c "trap '' TERM; exec sleep 1000" & wait`;

/** Processes of commands of any fleet, by their numbers. */
async function ofCommands(): Promise<ReadonlySet<number>> {
  return new Set((await seeProcesses()).filter(({ mark }) => mark !== undefined).map(({ pid }) => pid));
}

async function until(isSo: () => Promise<boolean>, withinMs: number): Promise<boolean> {
  const giveUpMs = performance.now() + withinMs;
  while (performance.now() < giveUpMs) {
    if (await isSo()) return true;
    await wait(LOOK_MS);
  }
  return false;
}

/** Starts the job on all nodes, once they are there; true when it runs on them. */
async function runJob(target: AttackTarget): Promise<boolean> {
  return await asAdmin(target, async (admin) => {
    const nodes = (await nodeStates(admin)).map(({ name }) => name);
    if (nodes.length < NODES) return false;
    const id = await startJob(admin, { command: COMMAND, nodes, file: 'raw:a file' });
    let status = 'voting';
    while (status === 'voting') {
      await wait(LOOK_MS);
      status = (await job(admin, id))?.status ?? 'gone';
    }
    // a node that is up may not be available yet
    return status === 'running';
  });
}

export const killedFleet: Trial = {
  kind: 'trial',
  name: 'exec/killed-fleet',
  about: 'a fleet that runs real commands is killed in the middle of a job, by kill -9',
  async run() {
    if (!hasProcessTable()) return { figure: 'not tried: this machine has no /proc', faults: [] };
    const folder = newTempFolder();
    const temporary = join(folder, 'temporary');
    mkdirSync(temporary);
    const serve = await Serve.start();
    const before = await ofCommands();
    const mine = async () => [...(await ofCommands())].filter((pid) => !before.has(pid));
    try {
      const { url, org, user, privateKey } = serve.target;
      writeFileSync(join(folder, 'admin.pem'), privateKey, { mode: 0o600 });
      const connection = ['--server', url, '--org', org, '--user', user, '--key', join(folder, 'admin.pem')];
      const words = [
        'simulate',
        '--nodes',
        String(NODES),
        '--workers',
        '2',
        '--exec',
        '--allow-root',
        ...connection,
      ];
      const fleet = startPushHarness(words, { folder, env: { TMPDIR: temporary } });
      const exited = once(fleet, 'exit');
      const runs =
        (await until(() => runJob(serve.target), COME_UP_WITHIN_MS)) &&
        (await until(async () => (await mine()).length >= 2 * NODES, COME_UP_WITHIN_MS));
      const started = (await mine()).length;
      fleet.kill('SIGKILL');
      await exited;
      const startMs = performance.now();
      await until(async () => (await mine()).length === 0 && filesIn(temporary).length === 0, GONE_WITHIN_MS);
      const seconds = ((performance.now() - startMs) / 1_000).toFixed(1);
      const left = await mine();
      const faults = [
        ...(runs ? [] : ['the job did not run']),
        ...(left.length > 0 ? [`${left.length} processes are left`] : []),
        ...filesIn(temporary).map((name) => `${name} is left`),
      ];
      return { figure: `${started} processes, all gone with their files after ${seconds} s`, faults };
    } finally {
      await serve.stop();
      removeTempFolder(folder);
    }
  },
};

function filesIn(temporary: string): readonly string[] {
  return readdirSync(temporary).filter((name) => name.startsWith('push-harness-'));
}
