import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { StartError } from '../start-error.ts';
import { certificateFor } from './certificate.ts';

const NOW_MS = Date.parse('2026-11-21T00:00:00Z');
const DAY_MS = 24 * 3_600_000;
const NAMES = ['localhost', '127.0.0.1', '::1'];

async function folder(t: TestContext): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), 'push-harness-test-'));
  t.after(() => rm(data, { recursive: true }));
  return data;
}

test('it holds under each of its names, for a year, and signs itself', async () => {
  const { certificate, privateKey, file } = await certificateFor({ names: NAMES, nowMs: NOW_MS });
  assert.equal(file, undefined);
  assert.match(privateKey, /^-----BEGIN PRIVATE KEY-----/);
  const read = new X509Certificate(certificate);
  assert.equal(read.checkHost('localhost'), 'localhost');
  assert.equal(read.checkIP('127.0.0.1'), '127.0.0.1');
  assert.equal(read.checkIP('::1'), '::1');
  assert.equal(read.checkHost('example.org'), undefined);
  assert.ok(read.verify(read.publicKey));
  assert.ok(Date.parse(read.validFrom) < NOW_MS);
  assert.ok(Date.parse(read.validTo) > NOW_MS + 365 * DAY_MS);
});

test('one that was kept is taken again, and only its owner may read it', async (t) => {
  const data = await folder(t);
  const first = await certificateFor({ data, names: NAMES, nowMs: NOW_MS });
  assert.equal(first.file, join(data, 'tls', 'certificate.pem'));
  assert.equal(statSync(join(data, 'tls', 'key.pem')).mode & 0o777, 0o600);
  assert.deepEqual(await certificateFor({ data, names: NAMES, nowMs: NOW_MS + 300 * DAY_MS }), first);
});

test('it is made anew for another name, near its end, and for another key', async (t) => {
  const data = await folder(t);
  const first = await certificateFor({ data, names: NAMES, nowMs: NOW_MS });
  const named = await certificateFor({ data, names: [...NAMES, 'chef.example.org'], nowMs: NOW_MS });
  assert.notEqual(named.certificate, first.certificate);
  const later = await certificateFor({ data, names: NAMES, nowMs: NOW_MS + 380 * DAY_MS });
  assert.notEqual(later.certificate, named.certificate);
  writeFileSync(join(data, 'tls', 'key.pem'), first.privateKey);
  const paired = await certificateFor({ data, names: NAMES, nowMs: NOW_MS + 380 * DAY_MS });
  assert.notEqual(paired.certificate, later.certificate);
  assert.equal(readFileSync(join(data, 'tls', 'certificate.pem'), 'utf8'), paired.certificate);
});

test('a file that holds no certificate is named', async (t) => {
  const data = await folder(t);
  await certificateFor({ data, names: NAMES, nowMs: NOW_MS });
  writeFileSync(join(data, 'tls', 'certificate.pem'), 'none');
  await assert.rejects(
    certificateFor({ data, names: NAMES, nowMs: NOW_MS }),
    (error) => error instanceof StartError && /certificate\.pem holds no certificate/.test(error.message),
  );
});
