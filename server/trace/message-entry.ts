import { createHash } from 'node:crypto';
import { defectText } from '../../protocol/wire/defect.ts';
import { isFields } from '../../protocol/wire/fields.ts';
import { parseHeader, type SigningMethod } from '../../protocol/wire/header.ts';
import { parseJson } from '../../protocol/wire/json.ts';
import { signHmac } from '../../protocol/wire/signature.ts';
import { adviceFor } from '../broker/diagnosis/diagnosis-text.ts';
import { messageCause } from '../broker/diagnosis/message-cause.ts';
import type { RefusedMessage, VerifiedMessage } from '../broker/verify-message.ts';
import type { WatchedSource } from '../watcher.ts';
import { messageBody } from './shown-body.ts';
import { briefText, hasSecret, shortened } from './shown-value.ts';
import type { TraceEntry, TraceSignature } from './trace-entry.ts';

type Frame = string | Uint8Array;

/** What an entry says of a message besides when, whose and which way. */
type MessagePart = Pick<TraceEntry, 'type' | 'frames' | 'header' | 'signature' | 'body' | 'bytes'>;

/** A message may have a frame for every two of its bytes. */
const MAX_FRAMES = 8;
const MAX_TYPE_CHARACTERS = 32;
const MAX_HEADER_CHARACTERS = 512;
const MAX_COVERED_CHARACTERS = 4_096;

/** Who and when, which every entry says. */
export interface EntryHead {
  readonly at: string;
  readonly secrets: boolean;
}

/** A message of a node, without the identity of its connection. */
export function receivedEntry(
  frames: readonly Uint8Array[],
  judged: VerifiedMessage | RefusedMessage,
  { org, node, address, sessionKey }: WatchedSource,
  { at, secrets }: EntryHead,
): TraceEntry {
  const key = secrets ? sessionKey() : undefined;
  const part = messagePart(frames, { secrets, key, isRefused: !judged.ok });
  const head = { at, direction: 'in', channel: 'commands', type: part.type, ...whose(org, node) } as const;
  const from = address === undefined ? {} : { address };
  if (judged.ok) return { ...head, ...from, verdict: 'accepted', ...part };
  const { reason, defect } = judged;
  const { sentence, remedy } = adviceFor(messageCause(judged), briefText(node ?? 'a node'));
  const detail = defect === undefined ? {} : { detail: `${defectText(defect)}.` };
  return { ...head, ...from, verdict: 'refused', reason, sentence, ...detail, hint: remedy, ...part };
}

/** A message to a node, without the identity of its connection. */
export function sentEntry(
  frames: readonly Frame[],
  { org, node, key }: { readonly org: string; readonly node: string; readonly key: Uint8Array | undefined },
  { at, secrets }: EntryHead,
): TraceEntry {
  const part = messagePart(frames, { secrets, key, isRefused: false });
  return {
    ...{ at, direction: 'out', channel: 'commands', type: part.type },
    ...whose(org, node),
    verdict: 'sent',
    ...part,
  };
}

/** A message of the server to all nodes. */
export function publishedEntry(frames: readonly Frame[], { at, secrets }: EntryHead): TraceEntry {
  const part = messagePart(frames, { secrets, key: undefined, isRefused: false });
  return {
    ...{ at, direction: 'out', channel: 'heartbeats', type: part.type },
    ...whose(undefined, undefined),
    verdict: 'sent',
    ...part,
  };
}

/** Whose an entry is, as it says so. */
export function whose(org: string | undefined, node: string | undefined): Pick<TraceEntry, 'org' | 'node'> {
  return {
    org: org === undefined ? null : briefText(org),
    node: node === undefined ? null : briefText(node),
  };
}

interface PartOptions {
  readonly secrets: boolean;
  readonly key: Uint8Array | undefined;
  readonly isRefused: boolean;
}

function messagePart(frames: readonly Frame[], options: PartOptions): MessagePart {
  const [header = '', body = ''] = frames;
  const text = Buffer.from(header)
    .subarray(0, 2 * MAX_HEADER_CHARACTERS)
    .toString('latin1');
  const signature = signatureOf(Buffer.from(header), Buffer.from(body), options);
  return {
    type: typeIn(body),
    frames: frames.slice(0, MAX_FRAMES).map((frame) => Buffer.byteLength(frame)),
    header: briefText(options.secrets ? text : withoutSignature(text), MAX_HEADER_CHARACTERS),
    ...(signature !== undefined && { signature }),
    ...messageBody(body, options.secrets),
  };
}

function typeIn(body: Frame): string {
  const json = parseJson(Buffer.from(body));
  const type = json.ok && isFields(json.value) ? json.value.type : undefined;
  return typeof type === 'string' ? briefText(type, MAX_TYPE_CHARACTERS) : 'unreadable';
}

/** The parts of a header in any order: that which is a signature shows how it begins. */
function withoutSignature(header: string): string {
  return header.replace(
    /(Signature|SignedChecksum):([^;]*)/g,
    (_all, name, signature) => `${name}:${shortened(signature)}`,
  );
}

function signatureOf(
  header: Uint8Array,
  body: Uint8Array,
  { secrets, key, isRefused }: PartOptions,
): TraceSignature | undefined {
  const head = parseHeader(header);
  if (!head.ok) return undefined;
  const { method, signature } = head.value;
  return {
    method,
    given: secrets ? signature : shortened(signature),
    covers: covered(method, body),
    ...(isRefused && { texts: [textUnder(body, secrets)] }),
    ...(key !== undefined && { key: Buffer.from(key).toString('base64') }),
    ...(key !== undefined && method === 'hmac_sha256' && { expected: signHmac(body, key) }),
  };
}

/** Source: protocol §4, signatures. */
function covered(method: SigningMethod, body: Uint8Array): string {
  const bytes = `the ${body.byteLength} bytes of the second frame as they came`;
  if (method === 'hmac_sha256')
    return `base64 of the HMAC-SHA256 of ${bytes}, with the session key of the configuration`;
  const checksum = createHash('sha1').update(body).digest('base64');
  return `base64 of the raw RSA of ${checksum}, which is the base64 of the SHA-1 of ${bytes}`;
}

/** As it came, unless there is something to hide in it. */
function textUnder(body: Uint8Array, secrets: boolean): string {
  const json = parseJson(body);
  const isOpen = secrets || !json.ok || !hasSecret(json.value);
  const text = isOpen ? Buffer.from(body).toString() : JSON.stringify(messageBody(body, false).body);
  return briefText(text, MAX_COVERED_CHARACTERS);
}
