import { Then } from '@cucumber/cucumber';
import {
  announcedKey,
  expectNoJob,
  firstAborted,
  firstConfigRequest,
  firstEncryptedMessage,
} from '../../conformance/client/testbed/contact.ts';
import { expectSame } from '../../conformance/client/testbed/unmet.ts';
import type { ClientWorld } from './client-world.ts';

Then(
  'the client asks for the configuration of its node, after its first start',
  async function (this: ClientWorld) {
    await firstConfigRequest(this.testbed);
  },
);

Then('this request is signed by the node', async function (this: ClientWorld) {
  const { signedBy } = await firstConfigRequest(this.testbed);
  expectSame('signed by the node', this.testbed.node, signedBy);
});

Then('this request has a CURVE key as ccpk', async function (this: ClientWorld) {
  await announcedKey(this.testbed);
});

Then('a message of the client comes over the encrypted connection', async function (this: ClientWorld) {
  await firstEncryptedMessage(this.testbed);
});

Then('the client answers its first abort with aborted', async function (this: ClientWorld) {
  await firstAborted(this.testbed);
});

Then('this aborted names no job', async function (this: ClientWorld) {
  expectNoJob(await firstAborted(this.testbed));
});
