import assert from 'node:assert/strict';
import test from 'node:test';
import fastify from 'fastify';
import { pino } from 'pino';
import type { DialectName } from '../../protocol/dialect-name.ts';
import { DIALECTS } from '../dialects/dialects.ts';
import { noticePlugin } from './plugin-notice.ts';

async function saidTo(dialect: DialectName, agents: readonly (string | undefined)[], status = 200) {
  const lines: string[] = [];
  const log = pino({}, { write: (line) => lines.push(JSON.parse(line).msg) });
  const app = fastify();
  noticePlugin(app, { dialect: DIALECTS[dialect], log });
  app.get('/', (_, reply) => reply.code(status).send('x'));
  for (const agent of agents)
    await app.inject({ url: '/', headers: agent === undefined ? {} : { 'user-agent': agent } });
  return lines;
}

const KNIFE = 'Chef Knife/16.18.30 (ruby-2.7.8-p225; ohai-16.17.0; x86_64-linux; +https://chef.io)';

test('knife at a documented server is noticed once, with the remedy', async () => {
  const newer = 'Chef Infra Client Knife/18.5.0 (ruby-3.1.6)';
  const lines = await saidTo('documented', ['curl/8', undefined, KNIFE, newer, KNIFE]);
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', /knife .* serve with --dialect pushy-server/);
});

test('who is refused, who is something else, and the other dialect are not noticed', async () => {
  assert.deepEqual(await saidTo('documented', [KNIFE], 401), []);
  assert.deepEqual(await saidTo('documented', ['penknife-lover', 'Knifed/1']), []);
  assert.deepEqual(await saidTo('pushy-server', [KNIFE]), []);
});
