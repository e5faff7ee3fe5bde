import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import { startChefServer } from '../../server/chef-server/start-chef-server.ts';
import { startReferenceServer } from '../../server/server.ts';
import { DEFAULT_TIMINGS } from '../../server/settings.ts';
import { loadExchanges } from './exchange.ts';
import type { ReplayQuirks } from './expected.ts';
import { Gate } from './gate.ts';
import { Play } from './play.ts';
import { replay } from './replay.ts';

/** Asked while the Chef server is up, so that the push server knows both organisations. */
const BEFORE = ['3 GET jobs of an org with no jobs', '8 User not associated with the org'];
const DOWN = ['11 Chef server down, known org (org id cached)', '11 Chef server down, org not cached'];
const BACK = ['3 GET jobs of an org with no jobs', '8 Unknown user'];

const EXCHANGES = loadExchanges();
const PAIR = newKeyPair();

for (const quirks of ['none', 'shipped'] as const satisfies readonly ReplayQuirks[]) {
  test(`the Chef server goes and comes back, asked by a push server with quirks: ${quirks}`, async (t) => {
    const data = await mkdtemp(join(tmpdir(), 'push-harness-'));
    t.after(() => rm(data, { recursive: true }));
    const founded = await startChefServer({ data, org: 'ponyville', drawKeyPair: async () => PAIR });
    const { access } = founded;
    for (const name of ['rainbowdash', 'discord']) {
      await access.users.create({ name, publicKey: PAIR.publicKey });
    }
    await access.organisations.create({ name: 'canterlot', admin: 'rainbowdash' });
    await access.users.associate('ponyville', 'rainbowdash');

    const { url, principalsUrl, bootstrapKeys } = founded;
    const chefServer = { url, principalsUrl, key: bootstrapKeys.pivotal };
    const server = await startReferenceServer({ dialect: 'pushy-server', quirks, chefServer });
    t.after(() => server.stop());
    const play = new Play({
      server: {
        url: server.url,
        timings: DEFAULT_TIMINGS,
        untilAvailable: async () => undefined,
        restart: () => Promise.reject(new Error('not of this test')),
      },
      sender: {
        url: server.url,
        keys: new Map([
          ['rainbowdash', PAIR.privateKey],
          ['discord', PAIR.privateKey],
        ]),
        wrongKey: PAIR.privateKey,
      },
      gate: new Gate(),
      nodes: new Map(),
      startNode: async () => undefined,
      close: async () => undefined,
    });
    const perform = async (names: readonly string[]) => {
      for (const name of names) {
        const exchange = EXCHANGES.find((each) => each.name === name);
        assert.ok(exchange, name);
        await t.test(name, () => replay(exchange, play, quirks));
      }
    };

    await perform(BEFORE);
    await founded.stop();
    await perform(DOWN);
    const again = await startChefServer({
      data,
      org: 'ponyville',
      httpPort: Number(new URL(url).port),
      principalsPort: Number(new URL(principalsUrl).port),
    });
    t.after(() => again.stop());
    await perform(BACK);
  });
}
