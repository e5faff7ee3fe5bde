import assert from 'node:assert/strict';
import { createHash, createHmac, createPrivateKey } from 'node:crypto';
import test from 'node:test';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import { formatHeader } from '../../protocol/wire/header.ts';
import { signHmac, signRsaMessage } from '../../protocol/wire/signature.ts';
import { clientFor, diagnose, serverFor } from '../testing/server-fixture.ts';
import { expectDiagnosis, faultyClientFor, type Told } from './testing/expect-diagnosis.ts';
import type { ClientFault } from './testing/faulty-client.ts';

interface Case extends Told {
  readonly fault: ClientFault;
}

/** A client that leaves out or changes one field. */
const without = (field: string): ClientFault => ({
  fields: ({ [field]: _, ...others }) => others,
});
const withField = (field: string, value: unknown): ClientFault => ({
  fields: (fields) => ({ ...fields, [field]: value }),
});
/** The fault is in the heartbeats alone. */
const inHeartbeats = (change: object): ClientFault => ({
  fields: (fields) => (fields.type === 'heartbeat' ? { ...fields, ...change } : fields),
});

const MISSING = ['node', 'org', 'type', 'sequence', 'timestamp', 'incarnation_id', 'job_state'];

/** What authors of clients get wrong in messages, and what they are told of it. Source: protocol §4. */
const FAULTS: Readonly<Record<string, Case>> = {
  'writes its bodies as Python shows them': {
    fault: { text: (text) => text.replaceAll('"', "'") },
    cause: 'message_bad_json',
    sentence: /was refused: its body was no JSON\.$/,
    detail: /^body is not readable from character 1 on: 'node':'node-\d+',.*…, expected an object in JSON\.$/,
    remedy: /JSON library/,
  },
  'cuts its bodies short': {
    fault: { text: (text) => text.slice(0, -1) },
    cause: 'message_bad_json',
    detail: /^body is \{"node":.*… and ends too early, expected an object in JSON\.$/,
  },
  'sends a list': {
    fault: { text: () => '[]' },
    cause: 'message_bad_field',
    detail: /^body is a list, expected an object in JSON\.$/,
  },
  'writes commas into its header': {
    fault: { header: (text, key) => formatHeader('hmac_sha256', signHmac(text, key)).replaceAll(';', ',') },
    cause: 'message_bad_header',
    sentence: /its header could not be read\.$/,
    detail:
      /^header is Version:2.0,SigningMethod:hmac_sha256,Signature:…, expected Version:2.0;SigningMethod:/,
    remedy: /Version:2.0;SigningMethod:hmac_sha256;Signature:BASE64/,
  },
  'writes its own version into the header': {
    fault: {
      header: (text, key) => formatHeader('hmac_sha256', signHmac(text, key)).replace('2.0', '0.1.0'),
    },
    cause: 'message_bad_version',
    detail: /^header Version is "0.1.0", expected 2.0\.$/,
    remedy: /Write Version:2.0 into the header/,
  },
  'sends header and body in one frame': {
    fault: { frames: (header, text) => [`${header}\r\n\r\n${text}`] },
    cause: 'message_frame_count',
    detail: /^number of frames is 1, expected two: a header and a body\.$/,
    remedy: /two frames/,
  },
  'sends an empty frame before the others, as a REQ does': {
    fault: { frames: (header, text) => ['', header, text] },
    cause: 'message_frame_count',
    detail: /^number of frames is 3, expected two/,
    remedy: /no empty frame before them/,
  },
  'names another node': {
    fault: withField('node', 'elsewhere'),
    cause: 'message_other_name',
    sentence: /sent a message in the name of another node or organisation/,
    detail: /^node is "elsewhere", expected "node-\d+", the node that fetched the configuration/,
    remedy: /Write the node and the organization of the configuration into each message/,
  },
  'names itself in upper case': {
    fault: { fields: (fields) => ({ ...fields, node: String(fields.node).toUpperCase() }) },
    cause: 'message_other_name',
    detail: /^node is "NODE-\d+", expected "node-\d+"/,
    remedy: /upper and lower case are different names/,
  },
  'names another organisation': {
    fault: withField('org', 'prod'),
    cause: 'message_other_name',
    detail: /^org is "prod", expected ".+", the organisation that fetched/,
  },
  'writes ISO dates': {
    fault: { fields: (fields) => ({ ...fields, timestamp: new Date().toISOString() }) },
    cause: 'message_bad_date',
    sentence: /its timestamp is no HTTP date\.$/,
    detail: /^timestamp is "20.*Z", expected an HTTP date as Thu, 10 Jul 2014 05:17:40 GMT\.$/,
    remedy: /not ISO 8601/,
  },
  'writes seconds since the epoch': {
    fault: withField('timestamp', 1_404_969_460),
    cause: 'message_bad_field',
    detail: /^timestamp is 1404969460, expected an HTTP date/,
  },
  'has a clock that is three hours slow': {
    fault: { clockSeconds: -3 * 3_600 },
    cause: 'message_bad_timestamp',
    detail:
      /^timestamp is .* GMT, 108\d\d s behind the server's clock, expected less than 300 s of difference\.$/,
    remedy: /Synchronise the clocks/,
  },
  ...Object.fromEntries(
    MISSING.map((field) => [
      `leaves out ${field}`,
      {
        fault: without(field),
        cause: 'message_bad_field',
        sentence: /a field was missing or wrong\.$/,
        detail: new RegExp(`^${field} is missing, expected .+\\.$`),
        remedy: /Mend this field/,
      },
    ]),
  ),
  'counts in strings': {
    fault: { fields: (fields) => ({ ...fields, sequence: String(fields.sequence) }) },
    cause: 'message_bad_field',
    detail: /^sequence is "\d+", expected a number/,
  },
  'has an incarnation that is null': {
    fault: withField('incarnation_id', null),
    cause: 'message_bad_field',
    detail: /^incarnation_id is null, expected a UUID/,
  },
  'has a state of its own': {
    fault: inHeartbeats({ job_state: 'sleeping' }),
    cause: 'message_bad_field',
    detail: /^job_state is "sleeping", expected "idle", "committed" or "running"/,
  },
  'writes types in capitals': {
    fault: { fields: (fields) => ({ ...fields, type: String(fields.type).toUpperCase() }) },
    cause: 'message_unknown_type',
    sentence: /it was of an unknown type\.$/,
    detail: /^type is "HEARTBEAT", expected "heartbeat", /,
    remedy: /types of the protocol/,
  },
  'does not decode its session key': {
    fault: {
      header: (text, key) => formatHeader('hmac_sha256', signHmac(text, Buffer.from(key.toString('base64')))),
    },
    cause: 'message_bad_signature',
    detail: /^header Signature is made with the base64 text of the session key, which must be decoded first/,
    remedy: /Decrypt the session key/,
  },
  'signs in hexadecimal digits': {
    fault: {
      header: (text, key) =>
        formatHeader('hmac_sha256', createHmac('sha256', key).update(text).digest('hex')),
    },
    cause: 'message_bad_signature',
    detail:
      /^header Signature is as long as a SHA-256 in hexadecimal digits, expected the base64 of the HMAC/,
  },
  'signs with SHA-1': {
    fault: {
      header: (text, key) =>
        formatHeader('hmac_sha256', createHmac('sha1', key).update(text).digest('base64')),
    },
    cause: 'message_bad_signature',
    detail: /^header Signature is as long as a SHA-1 in base64/,
  },
  'signs a text that it does not send': {
    fault: { header: (text, key) => formatHeader('hmac_sha256', signHmac(`${text} `, key)) },
    cause: 'message_bad_signature',
    sentence: /signed with a key that is not its session key/,
    detail: /^header Signature is of another key or of another body, expected .* byte for byte as it is sent/,
  },
  'hashes without a key': {
    fault: {
      header: (text) => formatHeader('hmac_sha256', createHash('sha256').update(text).digest('base64')),
    },
    cause: 'message_bad_signature',
    detail: /^header Signature is the SHA-256 of the body without any key/,
  },
  'names a method of its own': {
    fault: {
      header: (text, key) => `Version:2.0;SigningMethod:HMAC-SHA256;Signature:${signHmac(text, key)}`,
    },
    cause: 'message_bad_method',
    detail: /^header SigningMethod is "HMAC-SHA256", expected hmac_sha256\.$/,
    remedy: /Sign with HMAC-SHA256 and the session key/,
  },
  'signs with its RSA key': {
    fault: {
      header: (text) => signRsaMessage(text, RSA)[0],
    },
    cause: 'message_bad_method',
    detail: /^header SigningMethod is "rsa2048_sha1", expected hmac_sha256\.$/,
  },
  'draws an incarnation for each message': {
    fault: { fields: (fields, number) => ({ ...fields, incarnation_id: `life ${number}` }) },
    cause: 'new_incarnations',
    sentence: /names another incarnation in each message/,
    remedy: /Draw incarnation_id once/,
  },
  'goes on naming a job that is over': {
    fault: inHeartbeats({ job_id: 'a job of yesterday' }),
    cause: 'unknown_job',
    sentence: /goes on naming a job/,
    detail: /^job_id is "a job of yesterday" in \d+ heartbeats in a row\.$/,
    remedy: /job_id is null and job_state idle/,
  },
  'never answers an abort': {
    fault: { ignoresAbort: true },
    cause: 'rehab_unanswered',
    remedy: /Restart the push client/,
  },
  'is stuck with a job in flight': {
    fault: {
      ...inHeartbeats({ job_state: 'committed', job_id: 'a job that got stuck' }),
      ignoresAbort: true,
    },
    cause: 'stuck_in_flight',
    sentence: /the job is stuck in flight\.$/,
    detail: /^Its heartbeats name job "a job that got stuck", and for [\d.]+ s no "aborted" has come\.$/,
    remedy: /Restart the push client: nothing else frees it/,
  },
  'never heartbeats': {
    fault: { neverHeartbeats: true },
    cause: 'never_heartbeated',
    sentence: /no heartbeat was among them/,
    remedy: /Send a heartbeat at each interval/,
  },
  'ceases to heartbeat': {
    fault: { heartbeats: 3 },
    cause: 'heartbeats_stopped',
    detail: /^The last one came [\d.]+ s ago; one is due every 0.1 s\.$/,
  },
  'repeats its sequence, which is taken': { fault: withField('sequence', 1), cause: undefined },
  'names another protocol_version, at which no server looks': {
    fault: withField('protocol_version', '9.0'),
    cause: undefined,
  },
  'has no fault': { fault: {}, cause: undefined, sentence: /is available/ },
};

const RSA = createPrivateKey(newKeyPair().privateKey);

test('what each faulty client is told', async (context) => {
  const server = await serverFor(context, { timings: { heartbeatIntervalMs: 100, rehabIntervalMs: 50 } });
  const admin = clientFor(context, server);
  const told = Object.entries(FAULTS).map(([what, { fault, ...wanted }], index) =>
    context.test(`a client that ${what}`, async (context) => {
      const node = `node-${index}`;
      await faultyClientFor(context, server, admin, node, fault);
      const report = await expectDiagnosis(admin, node, wanted);
      assert.equal(report.first_wrong === null, report.remedy === '');
      assert.doesNotMatch(report.sentence + report.remedy, /NODE\b/);
      assert.equal(report.sentence.includes(node), true, report.sentence);
    }),
  );
  await Promise.all(told);
  // no name that stood in a message was taken for a node
  assert.equal((await diagnose(admin, 'elsewhere')).state, 'unknown');
});
