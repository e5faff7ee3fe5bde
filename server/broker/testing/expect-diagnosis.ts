import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import type { TestContext } from 'node:test';
import type { RestClient } from '../../../protocol/client/rest-client.ts';
import type { RunningServer } from '../../running-server.ts';
import { type DiagnosisBody, diagnose } from '../../testing/server-fixture.ts';
import { type ClientFault, FaultyClient } from './faulty-client.ts';

/** What a diagnosis takes longer than this to say, it does not say. */
const PATIENCE_MS = 10_000;

const ANY = /^/;

/** What the author of a client is to read. */
export interface Told {
  /** `undefined`: nothing is wrong. */
  readonly cause: string | undefined;
  readonly sentence?: RegExp;
  readonly detail?: RegExp;
  readonly remedy?: RegExp;
}

/** The client of a node with one fault, registered and running until the test ends. */
export async function faultyClientFor(
  context: TestContext,
  server: RunningServer,
  admin: RestClient,
  node: string,
  fault: ClientFault,
): Promise<FaultyClient> {
  const privateKey = server.bootstrapKeys.admin;
  // a client with the admin's key: keys are slow to draw
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  await server.access.clients.create(server.org, { name: node, publicKey });
  const client = await FaultyClient.start(admin.as({ user: node }), privateKey, node, fault);
  context.after(() => client.stop());
  return client;
}

/** Asks until the diagnosis of a node names the cause, then compares what else it says. */
export async function expectDiagnosis(admin: RestClient, node: string, told: Told): Promise<DiagnosisBody> {
  const endMs = Date.now() + PATIENCE_MS;
  let report = await diagnose(admin, node);
  while (report.first_wrong?.cause !== told.cause || !(told.detail ?? ANY).test(report.detail)) {
    if (Date.now() > endMs) {
      assert.fail(`${node} was to be told ${told.cause} ${told.detail}: ${JSON.stringify(report, null, 1)}`);
    }
    report = await diagnose(admin, node);
  }
  if (told.sentence) assert.match(report.sentence, told.sentence);
  if (told.remedy) assert.match(report.remedy, told.remedy);
  return report;
}
