import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { accepted, refusalReason } from '../testing/messages.ts';
import { serverConfig } from '../testing/vectors.ts';
import { formatConfig, parseConfig } from './config.ts';

test('the config of the shipped server is read, and written as it was', () => {
  const config = accepted(parseConfig(serverConfig));
  assert.equal(config.org, 'ponyville');
  assert.equal(config.commandAddress, 'tcp://127.0.0.1:10002');
  assert.equal(config.intervalSeconds, 1);
  assert.equal(config.maxBodyBytes, 65_536);
  assert.deepEqual(formatConfig(config), serverConfig);
});

test('without CURVE there is no CURVE key', () => {
  const { curve_public_key: _key, ...clear } = serverConfig;
  const config = accepted(parseConfig(clear));
  assert.equal('curvePublicKey' in config, false);
  assert.deepEqual(formatConfig(config), clear);
});

test('every other field must be there, and be what it should; the first that is not is named', () => {
  const nested = ['push_jobs', 'encoded_session_key'];
  for (const name of Object.keys(serverConfig).filter((key) => key !== 'curve_public_key')) {
    for (const wrong of [undefined, []]) {
      const reason = refusalReason(parseConfig({ ...serverConfig, [name]: wrong }));
      assert.ok(nested.includes(name) ? reason.startsWith(`${name}.`) : reason === name, reason);
    }
  }
  const heartbeat = JSON.parse(JSON.stringify(serverConfig)).push_jobs.heartbeat;
  for (const name of Object.keys(heartbeat)) {
    const changed = { ...serverConfig, push_jobs: { heartbeat: { ...heartbeat, [name]: null } } };
    assert.equal(refusalReason(parseConfig(changed)), `push_jobs.heartbeat.${name}`);
  }
});

test('amounts make sense', () => {
  for (const [place, change] of [
    ['lifetime', { lifetime: -1 }],
    ['lifetime', { lifetime: Number.NaN }],
    ['max_body_size', { max_body_size: '65536' }],
    ['curve_public_key', { curve_public_key: 7 }],
    ['encoded_session_key.method', { encoded_session_key: { method: 'md5', key: 'AAAA' } }],
    ['encoded_session_key.key', { encoded_session_key: { method: 'hmac_sha256' } }],
    ['type', { type: 'conf' }],
  ] as const) {
    assert.equal(refusalReason(parseConfig({ ...serverConfig, ...change })), place);
  }
});

test('no JSON value in any place makes the parser throw', () => {
  const changes = fc.dictionary(fc.constantFrom(...Object.keys(serverConfig)), fc.jsonValue());
  fc.assert(fc.property(fc.jsonValue(), (body) => typeof parseConfig(body).ok === 'boolean'));
  fc.assert(
    fc.property(changes, (change) => typeof parseConfig({ ...serverConfig, ...change }).ok === 'boolean'),
  );
});
