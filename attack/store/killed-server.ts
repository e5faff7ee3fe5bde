import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newTempFolder, removeTempFolder } from '../../bench/process/temp-folder.ts';
import type { BySize } from '../../bench/run/benchmark.ts';
import { type SmallDisk, smallDisk } from '../../files/testing/small-disk.ts';
import { nodeStates } from '../../protocol/client/api.ts';
import { RequestRefused, ServerUnreachable } from '../../protocol/client/errors.ts';
import { RestClient } from '../../protocol/client/rest-client.ts';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import { startVirtualFleet } from '../../simulator/fleet/fleet.ts';
import { Random } from '../../simulator/node/random.ts';
import type { AttackTarget, Trial } from '../attack.ts';
import { Serve } from '../processes/serve.ts';
import { wait } from '../raw/connection.ts';
import { Changes } from './changes.ts';

const ROUNDS: BySize<number> = { full: 100, quick: 10, smoke: 2 };
const IN_FLIGHT = 30;
const NODES = ['killed-1', 'killed-2', 'killed-3', 'killed-4'];
/** A round ends at a moment between these, milliseconds after its first request. */
const ROUND_MS: BySize<readonly [number, number]> = {
  full: [100, 3_000],
  quick: [100, 3_000],
  smoke: [100, 500],
};
/** In the others jobs meet nodes that are on their way up. */
const AWAITS_NODES_EVERY = 4;
const FULL_EVERY = 2;
const DISK_BYTES = 96 * 1_048_576;
const KEYS = 6;
const LOOK_MS = 100;
const ONLINE_WITHIN_MS = 60_000;
const ANSWERED_WITHIN_MS = 20_000;
/** Of the faults, those that are told. */
const TOLD_FAULTS = 5;
const SEED = 'kill -9';
const STORAGE_REFUSED = 507;

/** Where the same server comes up again. */
function placesOf({ url, heartbeat, command }: AttackTarget): readonly string[] {
  const port = (address: string): string => new URL(address).port;
  return [
    ...['--port', port(url)],
    ...['--heartbeat-port', port(heartbeat)],
    ...['--command-port', port(command)],
  ];
}

function clientOf({ url: serverUrl, org }: AttackTarget, user: string, privateKey: string): RestClient {
  return new RestClient({ serverUrl, org, user, privateKey, answerTimeoutMs: ANSWERED_WITHIN_MS });
}

async function untilAvailable(admin: RestClient): Promise<void> {
  const giveUpMs = performance.now() + ONLINE_WITHIN_MS;
  for (;;) {
    const states = await nodeStates(admin);
    if (states.filter(({ status }) => status === 'up').length >= NODES.length) return;
    if (performance.now() > giveUpMs) throw new Error(`nodes did not come back: ${JSON.stringify(states)}`);
    await wait(LOOK_MS);
  }
}

/** Asks for changes, one after the other, until the server is gone. Gives what was answered otherwise than may be. */
async function askUntilGone(changes: Changes, gone: AbortSignal): Promise<readonly string[]> {
  const faults: string[] = [];
  while (!gone.aborted) {
    try {
      await changes.one();
    } catch (error) {
      if (error instanceof ServerUnreachable) continue;
      if (!(error instanceof RequestRefused)) throw error;
      if (error.status !== STORAGE_REFUSED) faults.push(error.message);
    }
    // a server that is gone refuses at once, and this process has to hear that it is over
    await wait(0);
  }
  return faults;
}

export const killedServer: Trial = {
  kind: 'trial',
  name: 'store/killed-server',
  about:
    'the server is killed a hundred times with 30 requests in flight, every second time on a disk that fills up',
  async run(size, tell) {
    const random = new Random(SEED);
    const disk = smallDisk(DISK_BYTES);
    const folder = disk?.folder ?? newTempFolder();
    const data = join(folder, 'data');
    const faults: string[] = [];
    let serve = await Serve.start({ data });
    const { target } = serve;
    const admin = clientOf(target, target.user, target.privateKey);
    const superuser = clientOf(target, 'pivotal', readFileSync(join(data, 'keys', 'pivotal.pem'), 'utf8'));
    const fleet = await startVirtualFleet({
      serverUrl: target.url,
      ...{ org: target.org, user: target.user, privateKey: target.privateKey },
      nodes: NODES.map((name) => ({ name, behaviours: ['healthy'] })),
    });
    try {
      const publicKeys = Array.from({ length: KEYS }, () => newKeyPair().publicKey);
      const changes = await Changes.prepared({ admin, superuser, nodes: NODES, publicKeys, random });
      for (let round = 1; round <= ROUNDS[size]; round++) {
        if (round % AWAITS_NODES_EVERY === 1) await untilAvailable(admin);
        const lastsMs = random.between(...ROUND_MS[size]);
        const fills = round % FULL_EVERY === 0 ? disk : undefined;
        faults.push(...(await killedRound(serve, changes, lastsMs, fills)));
        serve = await Serve.start({ data, words: placesOf(target) });
        faults.push(...(await changes.faults()).map((fault) => `round ${round}: ${fault}`));
        if (round % 10 === 0) tell(`round ${round}: ${changes.figure}, ${faults.length} faults`);
      }
      const { how, errors } = await serve.stop();
      if (how !== 0) faults.push(`the last server ended with ${how}`);
      faults.push(...errors);
      const tried = disk === undefined ? '; no disk could be mounted, so none was full' : '';
      return {
        figure: `${ROUNDS[size]} rounds: ${changes.figure}${tried}`,
        faults: [
          ...faults.slice(0, TOLD_FAULTS),
          ...(faults.length > TOLD_FAULTS ? [`and ${faults.length - TOLD_FAULTS} more`] : []),
        ],
      };
    } finally {
      await fleet.stop();
      await serve.stop();
      await Promise.all([admin.close(), superuser.close()]);
      if (disk === undefined) removeTempFolder(folder);
      else disk.remove();
    }
  },
};

/** Has thirty ask until the server is killed; a disk is full from the half of the time on, and has room again afterwards. */
async function killedRound(
  serve: Serve,
  changes: Changes,
  lastsMs: number,
  fills: SmallDisk | undefined,
): Promise<readonly string[]> {
  const gone = new AbortController();
  const asking = Array.from({ length: IN_FLIGHT }, () => askUntilGone(changes, gone.signal));
  await wait(lastsMs / 2);
  fills?.fill();
  await wait(lastsMs / 2);
  await serve.kill();
  gone.abort();
  fills?.free();
  return (await Promise.all(asking)).flat();
}
