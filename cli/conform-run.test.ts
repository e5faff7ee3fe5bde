import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { clients, organisations, users } from '../protocol/client/api.ts';
import { RestClient } from '../protocol/client/rest-client.ts';
import { startReferenceServer } from '../server/server.ts';
import { startTestProgram } from './testing/push-harness.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

test('130: a run against a server elsewhere that is interrupted reports what was done, and removes what it made', async (context) => {
  const folder = temporaryFolder(context);
  const server = await startReferenceServer({
    host: '127.0.0.1',
    dialect: 'pushy-server',
    org: 'dev',
    timings: { heartbeatIntervalMs: 100 },
  });
  const { admin, pivotal } = server.bootstrapKeys;
  const asked = new RestClient({ serverUrl: server.url, org: 'dev', user: 'pivotal', privateKey: pivotal });
  const made = async () => [await clients(asked), await users(asked), await organisations(asked)];
  const before = await made();
  try {
    writeFileSync(join(folder, 'admin.pem'), admin, { mode: 0o600 });
    writeFileSync(join(folder, 'pivotal.pem'), pivotal, { mode: 0o600 });
    writeFileSync(
      join(folder, 'elsewhere.yaml'),
      `name: elsewhere
dialect: auto
server: ${server.url}
organisation: dev
roles:
  admin: { user: admin, key: admin.pem }
  superuser: { user: pivotal, key: pivotal.pem }
`,
    );
    const words = [
      'access',
      'quorum',
      '--target',
      'elsewhere.yaml',
      '--out',
      'report',
      '--parallel',
      '1',
      '--json',
    ];
    const running = startTestProgram(context, ['conform', ...words], { folder });
    const first = await running.event('ended');
    running.signal('SIGINT');
    const { code, stderr } = await running.ended;
    assert.equal(code, 130, stderr);
    const results = JSON.parse(readFileSync(join(folder, 'report', 'results.json'), 'utf8'));
    assert.equal(results.target.dialect, 'pushy-server');
    assert.equal(results.target.timings.heartbeatIntervalMs, 100);
    assert.equal(results.interrupted, true);
    assert.equal(results.scenarios.find(({ id }: { id: string }) => id === first.id).verdict, 'passed');
    assert.ok(results.counts['not run'] > 0);
    assert.deepEqual(await made(), before);
  } finally {
    await asked.close();
    await server.stop();
  }
});
