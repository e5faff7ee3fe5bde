import { When } from '@cucumber/cucumber';
import { digest, type SigningVersion } from '../../protocol/signing/scheme.ts';
import { anyKeyPair } from '../world/key-pairs.ts';
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

When('a job is asked for whose body was changed after signing', async function (this: ScenarioWorld) {
  const signedFor = JSON.stringify({ command: 'true', nodes: this.nodes.names });
  const hash = { 'X-Ops-Content-Hash': digest('sha256', signedFor) };
  const body = { command: 'reboot', nodes: this.nodes.names };
  this.answer = await this.admin.pushy('POST', 'jobs', { body, headers: hash });
});
