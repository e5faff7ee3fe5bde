import { createPrivateKey } from 'node:crypto';
import { When } from '@cucumber/cucumber';
import { anyKeyPair } from '../../conformance/target/key-pairs.ts';
import { type DigestName, digest, type SigningVersion } from '../../protocol/signing/scheme.ts';
import { signRequest } from '../../protocol/signing/sign-request.ts';
import { systemClock } from '../../protocol/time/clock.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

When(
  /^the jobs are asked for with signing version (1\.0|1\.1|1\.3)$/,
  async function (this: ScenarioWorld, version: SigningVersion) {
    this.answer = await this.admin.as({ version }).pushy('GET', 'jobs');
  },
);

When(
  /^the jobs are asked for with signing version (1\.0|1\.1|1\.3), called "([^"]*)"$/,
  async function (this: ScenarioWorld, version: SigningVersion, sign: string) {
    this.answer = await this.admin.as({ version }).pushy('GET', 'jobs', { headers: { 'X-Ops-Sign': sign } });
  },
);

When(
  /^a job is asked for with signing version (1\.0|1\.1|1\.3)$/,
  async function (this: ScenarioWorld, version: SigningVersion) {
    const body = { command: "echo 'ĐONKEY 日本'", nodes: [this.nodes.nameOf('ghost')] };
    this.answer = await this.admin.as({ version }).pushy('POST', 'jobs', { body });
  },
);

When(
  'the jobs are asked for with API version {string}, which is signed too',
  async function (this: ScenarioWorld, serverApiVersion: string) {
    this.answer = await this.admin.as({ serverApiVersion }).pushy('GET', 'jobs');
  },
);

When(
  'the jobs are asked for with API version {string}, which is not signed',
  async function (this: ScenarioWorld, serverApiVersion: string) {
    const headers = { 'X-Ops-Server-API-Version': serverApiVersion };
    this.answer = await this.admin.pushy('GET', 'jobs', { headers });
  },
);

When('the jobs are asked for without a signature', async function (this: ScenarioWorld) {
  this.answer = await this.admin.pushy('GET', 'jobs', { signed: false });
});

When('the jobs are asked for with a signature made with another key', async function (this: ScenarioWorld) {
  this.answer = await this.admin.as({ privateKey: anyKeyPair(1).privateKey }).pushy('GET', 'jobs');
});

const DIGEST_OF: Readonly<Record<SigningVersion, DigestName>> = {
  '1.0': 'sha1',
  '1.1': 'sha1',
  '1.3': 'sha256',
};

/** Jobs that differ in what they do. */
const harmless = (world: ScenarioWorld): string =>
  JSON.stringify({ command: 'true', nodes: [world.nodes.nameOf('ghost')] });
const harmful = (world: ScenarioWorld): string =>
  JSON.stringify({ command: 'reboot', nodes: [world.nodes.nameOf('ghost')] });

/** The signature is of the job that is sent; the header that names its digest is not. */
async function askWithOtherHash(world: ScenarioWorld, version: SigningVersion): Promise<void> {
  const headers = { 'X-Ops-Content-Hash': digest(DIGEST_OF[version], harmless(world)) };
  const client = world.admin.as({ version });
  world.answer = await client.pushy('POST', 'jobs', { rawBody: harmful(world), headers });
}

When('a job is asked for with the content hash of another body', async function (this: ScenarioWorld) {
  await askWithOtherHash(this, '1.3');
});

When(
  /^a job is asked for with signing version (1\.0|1\.1|1\.3) and the content hash of another body$/,
  async function (this: ScenarioWorld, version: SigningVersion) {
    await askWithOtherHash(this, version);
  },
);

/** All headers are those of another job: whoever can change a request on its way would do so. */
When(
  /^a job is asked for in the place of the one that was signed with version (1\.0|1\.1|1\.3)$/,
  async function (this: ScenarioWorld, version: SigningVersion) {
    const headers = signRequest({
      method: 'POST',
      path: this.admin.pushyPath('jobs'),
      body: harmless(this),
      userId: this.scope.admin.name,
      timestampMs: systemClock.now(),
      version,
      privateKey: createPrivateKey(this.scope.admin.privateKey),
    });
    this.answer = await this.admin.pushy('POST', 'jobs', { rawBody: harmful(this), headers });
  },
);
