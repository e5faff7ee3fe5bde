import { get } from 'node:https';
import type { Socket } from 'node:net';
import type { BySize } from '../../bench/run/benchmark.ts';
import type { Trial } from '../attack.ts';
import { Serve } from '../processes/serve.ts';
import { dial, opened, wait, written } from '../raw/connection.ts';
import { crowd } from '../raw/crowd.ts';
import { MAX_MB_ABOVE, MAX_REQUEST_MS } from '../verdict.ts';

const CROWD: BySize<number> = { full: 9_000, quick: 2_000, smoke: 5 };
const AT_ONCE = 100;
/** Longer than the server lets a handshake last. */
const HANDSHAKE_MS: BySize<number> = { full: 16_000, quick: 16_000, smoke: 100 };
const LOOK_MS = 250;
const MB = 1_048_576;
/** The record that begins a ClientHello of 512 bytes, of which nothing follows. */
const HALF_HELLO = Buffer.from('160301020001', 'hex');

export const tlsCrowd: Trial = {
  kind: 'trial',
  name: 'rest/tls-crowd',
  about: '9,000 connections to a server of https do not end their handshake',
  async run(size) {
    const serve = await Serve.start({ words: ['--tls', 'self'] });
    const sockets: Socket[] = [];
    try {
      await requestMs(serve.target.url);
      const idleBytes = serve.memory.now;
      serve.memory.forgetMost();
      const times: number[] = [];
      const isOver = new AbortController();
      const looking = (async () => {
        while (!isOver.signal.aborted) {
          times.push(await requestMs(serve.target.url));
          await wait(LOOK_MS);
        }
      })();
      await crowd(CROWD[size], AT_ONCE, async () => {
        const socket = dial(serve.target.url).resume();
        sockets.push(socket);
        await opened(socket);
        await written(socket, HALF_HELLO);
      });
      await wait(HANDSHAKE_MS[size]);
      isOver.abort();
      await looking;
      serve.assertAlive();
      const [above, slowest] = [(serve.memory.most - idleBytes) / MB, Math.max(...times)];
      const held = sockets.filter(({ destroyed }) => !destroyed).length;
      const { how, errors } = await serve.stop();
      const faults = [
        ...(above > MAX_MB_ABOVE ? [`it took ${Math.round(above)} MB more than idle`] : []),
        ...(slowest > MAX_REQUEST_MS ? [`a request took ${Math.round(slowest)} ms`] : []),
        ...(held > 0 && size !== 'smoke' ? [`${held} connections are still there without a handshake`] : []),
        ...(how === 0 ? [] : [`it ended with ${how}`]),
        ...errors,
      ];
      const figure = `${sockets.length} connections, +${Math.round(above)} MB, ${times.length} requests, ${Math.round(slowest)} ms at most, ${held} left`;
      return { figure, faults };
    } finally {
      for (const socket of sockets) socket.destroy();
      await serve.stop();
    }
  },
};

/** How long a request takes over a connection of its own, milliseconds. */
function requestMs(url: string): Promise<number> {
  const startMs = performance.now();
  return new Promise((resolve, reject) => {
    // it shows that the server answers, whoever it is
    get(`${url}/pushy/_status`, { agent: false, rejectUnauthorized: false }, (response) => {
      response.resume().once('end', () => resolve(performance.now() - startMs));
    }).once('error', reject);
  });
}
