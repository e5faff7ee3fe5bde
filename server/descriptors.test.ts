import assert from 'node:assert/strict';
import { Socket } from 'node:net';
import test from 'node:test';
import { Descriptors, openFilesLimit } from './descriptors.ts';

test('the limit of the process is the first of both', () => {
  const limits = [
    'Limit                     Soft Limit           Hard Limit           Units     ',
    'Max processes             31431                31431                processes ',
    'Max open files            1024                 1048576              files     ',
  ].join('\n');
  assert.equal(openFilesLimit(limits), 1_024);
});

test('where the system tells no limit, or that there is none, there is none', () => {
  assert.equal(openFilesLimit(''), undefined);
  assert.equal(
    openFilesLimit('Max open files            unlimited            unlimited            files'),
    undefined,
  );
});

test('connections are counted until they are closed', async () => {
  const descriptors = new Descriptors(102);
  assert.equal(descriptors.most, 2);
  const sockets = [new Socket(), new Socket()];
  for (const socket of sockets) {
    assert.equal(descriptors.areUsedUp, false);
    descriptors.hold(socket);
  }
  assert.equal(descriptors.areUsedUp, true);
  const closed = new Promise((resolve) => sockets[0]?.once('close', resolve));
  sockets[0]?.destroy();
  await closed;
  assert.equal(descriptors.areUsedUp, false);
});
