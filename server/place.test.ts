import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import test from 'node:test';
import { authority, bindableAddress, defaultAdvertisedHost, placeError } from './place.ts';
import { StartError } from './start-error.ts';

const PLACE = { host: '127.0.0.1', port: 80, what: 'commands', option: '--command-port' };

test('an IPv6 address stands in brackets', () => {
  assert.equal(authority('::1', 10_002), '[::1]:10002');
  assert.equal(authority('web', 80), 'web:80');
});

test('all addresses of a machine are advertised as its name', () => {
  assert.equal(defaultAdvertisedHost('0.0.0.0'), hostname());
  assert.equal(defaultAdvertisedHost('10.0.0.1'), '10.0.0.1');
});

test('a name is bound at its address, and one that does not resolve is told', async () => {
  assert.match(await bindableAddress('localhost'), /^(127\.0\.0\.1|::1)$/);
  await assert.rejects(bindableAddress('no such host'), StartError);
});

for (const [code, remedy] of [
  ['EADDRINUSE', /Port 80 for commands is in use.*--command-port/],
  ['EACCES', /Port 80 for commands is not allowed.*above 1023.*--command-port/],
  ['EADDRNOTAVAIL', /Host 127\.0\.0\.1 is no address of this machine.*--host/],
  ['ENODEV', /Host 127\.0\.0\.1 is no address/],
  ['EWHATEVER', /EWHATEVER.*--command-port/],
] as const) {
  test(`${code} is told with its remedy`, () => {
    assert.match(placeError(PLACE, Object.assign(new Error(), { code })).message, remedy);
  });
}
