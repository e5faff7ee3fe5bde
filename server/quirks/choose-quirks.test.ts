import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { StartError } from '../start-error.ts';
import { chooseQuirks } from './choose-quirks.ts';

function logged() {
  const lines: string[] = [];
  return { lines, log: pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }) };
}

test('a server has the quirks that are named, and reports those that open it to others', async () => {
  const { lines, log } = logged();
  const quirks = await chooseQuirks(['no-head', 'any-organisation-reads'], {
    dialect: 'documented',
    host: '::1',
    log,
  });
  assert.deepEqual([...quirks], ['no-head', 'any-organisation-reads']);
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', /"quirks":\["any-organisation-reads"\]/);
});

test('a quirk that opens the server to others is rejected on any address but loopback', async () => {
  const { log } = logged();
  for (const host of ['0.0.0.0', '192.0.2.7', '::']) {
    const choosing = chooseQuirks('shipped', { dialect: 'pushy-server', host, log });
    await assert.rejects(choosing, (error: unknown) => {
      assert.ok(error instanceof StartError);
      assert.match(error.message, /reader-becomes-node/);
      assert.ok(error.message.includes(`not on ${host}: use --host 127.0.0.1`));
      return true;
    });
  }
});

test('harmless quirks are allowed on any address', async () => {
  const { lines, log } = logged();
  const quirks = await chooseQuirks(['no-head'], { dialect: 'documented', host: '0.0.0.0', log });
  assert.deepEqual([...quirks], ['no-head']);
  assert.deepEqual(lines, []);
});

test('a name that no quirk has is a mistake that its user can mend', async () => {
  const { log } = logged();
  const choosing = chooseQuirks(['no-heads'], { dialect: 'documented', host: '127.0.0.1', log });
  await assert.rejects(choosing, StartError);
});
