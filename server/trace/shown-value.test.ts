import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import { answerBody, messageBody, requestBody } from './shown-body.ts';
import { briefText, hasSecret, shortened, shownValue } from './shown-value.ts';

const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

test('secrets are hidden wherever they stand, and whatever they are', () => {
  const value = { job: [{ env: { A: 's', B: 's' }, file: 'base64:ssss' }], password: 's', private_key: 's' };
  assert.deepEqual(shownValue(value, false), {
    job: [{ env: { A: '(hidden)', B: '(hidden)' }, file: 'base64:(hidden, 4 characters)' }],
    password: '(hidden)',
    private_key: '(a key, not shown)',
  });
  assert.deepEqual(
    shownValue({ env: 's', file: ['s'], encoded_session_key: { method: 'm', key: 's' } }, false),
    {
      env: '(hidden)',
      file: '(hidden)',
      encoded_session_key: { method: 'm', key: '(hidden)' },
    },
  );
});

test('a private key in a text is hidden even where secrets are shown, a public one is not', () => {
  const { privateKey, publicKey } = newKeyPair();
  assert.equal(shownValue(privateKey, true), '(a key, not shown)\n');
  assert.equal(shownValue(publicKey, true), publicKey);
});

test('long texts, lists and objects are shortened, with what is left out', () => {
  assert.equal(briefText('x'.repeat(600)), `${'x'.repeat(512)}… (600 characters in all)`);
  const list = shownValue(
    Array.from({ length: 60 }, (_, item) => item),
    false,
  ) as readonly unknown[];
  assert.deepEqual([list.length, list.at(-1)], [51, '… (10 more)']);
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, item) => [`k${item}`, item]));
  assert.equal((shownValue(many, false) as Record<string, unknown>)['…'], '10 more');
});

test('a signature shows how it begins; a short one nothing', () => {
  assert.equal(shortened('abcdefghijkl'), 'abcdefgh… (12 characters)');
  assert.equal(shortened('abcdefgh'), '(hidden)');
});

test('a body says how long it was, and is JSON, a text, or too long to be taken apart', () => {
  assert.deepEqual(messageBody('{"a":1}', false), { body: { a: 1 }, bytes: 7 });
  assert.deepEqual(messageBody('no JSON', false), { body: 'no JSON', bytes: 7 });
  assert.equal(requestBody(Buffer.of(), false), undefined);
  assert.deepEqual(requestBody(bytes({ command: 'x', comand: 's' }), false)?.body, {
    command: 'x',
    comand: '(hidden): not a key that requests have',
  });
  assert.deepEqual(requestBody(Buffer.from('s'), false), { body: '(hidden): not JSON', bytes: 1 });
  assert.deepEqual(answerBody('a text', false), { body: 'a text', bytes: 6 });
  assert.deepEqual(answerBody(' '.repeat(1_000_001), false), {
    body: '(hidden): too long to be taken apart',
    bytes: 1_000_001,
  });
});

test('whatever the JSON is, what is shown of it has a bound and no secret', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ minLength: 1 }), (value, name) => {
      const secret = `<<${name}>>`;
      const whole = { [name]: value, env: { A: secret }, file: `raw:${secret}`, password: secret };
      const { body } = answerBody(bytes(whole), false) ?? {};
      const text = JSON.stringify(body);
      assert.ok(hasSecret(whole));
      assert.ok(text.length < 10_000);
      assert.ok(!text.includes(JSON.stringify(secret).slice(1, -1)));
    }),
  );
});
