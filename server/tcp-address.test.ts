import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import test from 'node:test';
import { StartError } from './start-error.ts';
import { advertisedHost, authority, bindableAddress, placeError } from './tcp-address.ts';

const PLACE = { host: '127.0.0.1', port: 80, what: 'commands', option: '--command-port' };

test('an IPv6 address stands in brackets', () => {
  assert.equal(authority('::1', 10_002), '[::1]:10002');
  assert.equal(authority('web', 80), 'web:80');
});

test('all addresses of a machine are advertised as its name', () => {
  assert.equal(advertisedHost(undefined, '0.0.0.0'), hostname());
  assert.equal(advertisedHost(undefined, '10.0.0.1'), '10.0.0.1');
});

const ADVERTISED: readonly (readonly [asked: string, told: string])[] = [
  ['push.example.org', 'push.example.org'],
  ['push.example.org.', 'push.example.org.'],
  ['push_server', 'push_server'],
  ['web1', 'web1'],
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8::1', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
];

for (const [asked, told] of ADVERTISED) {
  test(`${asked} is advertised as ${told}`, () => {
    assert.equal(advertisedHost(asked, '127.0.0.1'), told);
  });
}

const NO_HOSTS: readonly string[] = [
  ...['', 'a b', 'http://push.example.org', 'push.example.org:10002', '192.0.2.1:80', '[::1]:80', '[::1'],
  ...[
    '[web1]',
    '0.0.0.0',
    '::',
    '[::]',
    'fe80::1%eth0',
    '1.2.3',
    '999.1.1.1',
    '10',
    '0x7f',
    '-a',
    'a..b',
    '*',
  ],
  ...['büro.example', 'a/b', 'user@host', 'a\nb', `${'a'.repeat(64)}.org`, `${'a.'.repeat(127)}org`],
];

for (const asked of NO_HOSTS) {
  test(`${JSON.stringify(asked)} is no host to advertise`, () => {
    assert.throws(() => advertisedHost(asked, '127.0.0.1'), {
      name: 'StartError',
      message: /^The host to advertise is '.*', .* without scheme and port, with --advertise\.$/s,
    });
  });
}

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
