import assert from 'node:assert/strict';
import test from 'node:test';
import { type NameNetwork, reachableAddress } from './reachable-address.ts';

const NAMES: Readonly<Record<string, readonly string[]>> = {
  'four.test': ['192.0.2.1'],
  'six.test': ['2001:db8::1', '2001:db8::2'],
  'both.test': ['2001:db8::1', '192.0.2.1'],
};

/** Somebody listens at these addresses. */
function network(...listening: readonly string[]): NameNetwork {
  return {
    lookup: async (host) => {
      const found = NAMES[host];
      if (found === undefined) throw new Error('ENOTFOUND');
      return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    },
    listens: async (host, port) => port === 10_002 && listening.includes(host),
  };
}

const CASES: readonly (readonly [host: string, listening: readonly string[], becomes: string])[] = [
  ['192.0.2.1', [], '192.0.2.1'],
  ['[2001:db8::1]', [], '[2001:db8::1]'],
  ['four.test', [], 'four.test'],
  ['nobody.test', [], 'nobody.test'],
  ['six.test', [], '[2001:db8::1]'],
  ['six.test', ['2001:db8::2'], '[2001:db8::2]'],
  ['both.test', ['192.0.2.1', '2001:db8::1'], 'both.test'],
  ['both.test', ['192.0.2.1'], 'both.test'],
  ['both.test', ['2001:db8::1'], '[2001:db8::1]'],
  // it may be only about to listen
  ['both.test', [], 'both.test'],
];

test('a name becomes an address of IPv6 where it has no other that somebody listens at', async () => {
  for (const [host, listening, becomes] of CASES)
    assert.equal(
      await reachableAddress(`tcp://${host}:10002`, network(...listening)),
      `tcp://${becomes}:10002`,
      `${host}, listening: ${listening}`,
    );
});
