import assert from 'node:assert/strict';
import test from 'node:test';
import { formatClientMessage } from '../../../protocol/wire/client-message.ts';
import { signHmacMessage } from '../../../protocol/wire/signature.ts';
import { messageVerifier } from '../../../server/broker/verify-message.ts';
import { countedReason, provokedRefusal } from '../../../simulator/fleet/provoked-refusal.ts';
import { DAMAGES, type Damage, damageBody, damageMessage } from '../../../simulator/node/damage.ts';
import { forge } from '../../../simulator/node/outgoing.ts';
import type { Forgery, Send } from '../../../simulator/node/planned.ts';

const NOW_MS = 1_700_000_000_000;
const WEB1 = { name: 'web1', clockOffsetMs: 0 };
const isKnown = (name: string) => name.startsWith('web');
const heartbeat = { type: 'heartbeat', jobState: 'idle', jobId: null } as const;

const verify = messageVerifier({
  clock: { now: () => NOW_MS, monotonic: () => 0, after: () => ({ cancel: () => undefined }) },
  maxBodyBytes: 65_536,
  maxSkewMs: 300_000,
  sessionKey: (org, node) => (org === 'dev' && isKnown(node) ? Buffer.from(`${org} ${node}`) : undefined),
  endedSessionKey: () => undefined,
});

/** What the server says to a message of web1 as the virtual node makes it; undefined where it takes it. */
function saidByServer({ damage, forged }: Pick<Send, 'damage' | 'forged'>): string | undefined {
  const said = formatClientMessage({
    ...heartbeat,
    node: 'web1',
    client: 'web1',
    org: 'dev',
    sequence: 1,
    timestampMs: NOW_MS,
    incarnationId: 'i',
  });
  const body = forged ? forge(said, forged, NOW_MS) : said;
  const [header, signed] = signHmacMessage(damageBody(damage, body), Buffer.from('dev web1'));
  for (const frames of damageMessage(damage, header, signed)) {
    const verified = verify([Buffer.from('identity'), ...frames.map((frame) => Buffer.from(frame))]);
    if (!verified.ok) return countedReason(verified.reason);
  }
  return undefined;
}

function expected(parts: Pick<Send, 'damage' | 'forged'>): string | undefined {
  return provokedRefusal({ type: 'send', content: heartbeat, ...parts }, WEB1);
}

for (const damage of Object.keys(DAMAGES) as Damage[]) {
  test(`the server refuses ${damage} for the reason that is expected`, () => {
    assert.equal(expected({ damage }), saidByServer({ damage }));
  });
}

const FORGERIES: readonly Forgery[] = [
  { node: 'web2' },
  { node: 'somebody-else' },
  { org: 'another' },
  { type: 'ack_lunch' },
  { jobId: 'x'.repeat(65) },
  { jobId: 'x'.repeat(64) },
  { jobId: 'null' },
  { sequence: 1 },
  { timestampByMs: -300_000 },
];

for (const forged of FORGERIES) {
  test(`the server refuses, or takes, a forged ${JSON.stringify(forged).slice(0, 40)} as expected`, () => {
    assert.equal(expected({ forged }), saidByServer({ forged }));
  });
}

test('all that a node with a wrong clock says is refused for its time', () => {
  const message: Send = { type: 'send', content: heartbeat };
  assert.equal(provokedRefusal(message, { ...WEB1, clockOffsetMs: 400_000 }), 'bad_timestamp');
});
