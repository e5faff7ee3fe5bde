import { connect } from 'node:net';
import { fields, type Schema } from '../../files/settings/schema.ts';
import { schemaCheck } from '../../files/settings/schema-check.ts';
import { jsonLine } from '../../protocol/json-line.ts';
import { HAND_VERSION } from '../../simulator/steering/hand-request.ts';
import { CheckFailed, UsageError } from '../program/errors.ts';
import type { FleetStatus } from './fleet-status.ts';

/** What a fleet said. */
export interface FleetAnswer {
  readonly ok: boolean;
  /** What was done. */
  readonly said?: string;
  /** Why nothing was done. */
  readonly problem?: string;
  /** To `status` alone. */
  readonly status?: FleetStatus;
}

const MAX_ANSWER_BYTES = 1_048_576;

const text: Schema = { type: 'string', description: 'text' };
const number: Schema = { type: 'number', description: 'a number' };
const flag: Schema = { type: 'boolean', description: 'true or false' };
const list = (items: Schema): Schema => ({ type: 'array', items, description: 'a list' });
const open = (properties: Readonly<Record<string, Schema>>): Schema => ({
  ...fields('an answer', properties, Object.keys(properties)),
  additionalProperties: true,
});
const status = open({
  pid: number,
  fleet: text,
  seed: { type: ['string', 'number'], description: 'a seed' },
  seconds: number,
  nodes: open({ away: number, starting: number, connected: number, available: number, busy: number }),
  there: number,
  groups: list(open({ name: text, there: number, online: number })),
  scaledByHand: flag,
  faults: list(open({ name: text, about: text, isOn: flag })),
});
const check = schemaCheck({
  ...fields(
    'an answer',
    { v: { const: HAND_VERSION, description: 'the version' }, ok: flag, said: text, problem: text, status },
    ['v', 'ok'],
  ),
  additionalProperties: true,
});

/**
 * Tells a fleet something, and gives what it says.
 * @param patienceMs how long an answer may take; without it as long as it takes
 * @throws UsageError where no fleet is there, CheckFailed where it does not answer
 */
export function askFleet(
  path: string,
  request: Readonly<Record<string, unknown>>,
  patienceMs = 0,
): Promise<FleetAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    const chunks: Buffer[] = [];
    let length = 0;
    const fail = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(patienceMs, () => fail(new CheckFailed(`The fleet at ${path} does not answer.`)));
    socket.once('connect', () => socket.write(`${jsonLine({ v: HAND_VERSION, ...request })}\n`));
    socket.on('data', (bytes: Buffer) => {
      chunks.push(bytes);
      length += bytes.length;
      if (length > MAX_ANSWER_BYTES) return fail(new CheckFailed(`What listens at ${path} is no fleet.`));
      if (!bytes.includes('\n')) return;
      socket.destroy();
      const answer = answerOf(Buffer.concat(chunks).toString('utf8'));
      if (answer === undefined)
        reject(new CheckFailed(`What listens at ${path} is no fleet of this version.`));
      else resolve(answer);
    });
    socket.once('end', () => fail(new CheckFailed(`The fleet at ${path} ended without an answer.`)));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const isNobody = error.code === 'ENOENT' || error.code === 'ECONNREFUSED' || error.code === 'ENOTSOCK';
      fail(
        isNobody
          ? new UsageError(`No fleet listens at ${path}; push-harness fleet list shows those there are.`, {
              cause: error,
            })
          : new CheckFailed(`The fleet at ${path} cannot be asked (${error.code}).`, { cause: error }),
      );
    });
  });
}

function answerOf(line: string): FleetAnswer | undefined {
  try {
    const document: unknown = JSON.parse(line.slice(0, line.indexOf('\n')));
    return check(document, () => undefined).length === 0 ? (document as FleetAnswer) : undefined;
  } catch {
    return undefined; // no JSON: the caller says so
  }
}
