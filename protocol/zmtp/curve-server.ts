import { randomBytes } from 'node:crypto';
import { NONCE_BYTES, openBox, sealBox } from '../curve/box.ts';
import { type BoxKeyPair, KEY_BYTES, newBoxKeyPair, sharedKey } from '../curve/x25519.ts';
import { formatCommand, parseZmtpCommand } from './command.ts';
import { CurveChannel, shortNonce } from './curve-channel.ts';
import type { Accepted, Handshake, HandshakeRefusal, HandshakeStep } from './handshake.ts';
import { formatMetadata, parseMetadata } from './metadata.ts';

const LONG_NONCE_BYTES = 16;
const COOKIE_BYTES = 96;
/** Offsets and lengths within the data of a HELLO: version, padding, key, nonce, box. */
const HELLO = { version: 0x0100, keyAt: 74, nonceAt: 106, boxAt: 114, bytes: 194 } as const;
/** Of an INITIATE: cookie, nonce, box. */
const INITIATE = { nonceAt: COOKIE_BYTES, boxAt: COOKIE_BYTES + 8 } as const;
/** Of what is in its box: key, nonce and box of the vouch, metadata. */
const INITIATED = { vouchNonceAt: KEY_BYTES, vouchAt: 48, metadataAt: 128 } as const;

/** Bytes of the longest command that a client may send before it is let in: an INITIATE with 256 bytes of metadata. */
export const MAX_HANDSHAKE_BYTES = 512;

/** What refuses a client whose key is not let in: libzmq ends for good then. Source: RFC 26, "The ERROR Command"; RFC 27. */
export const NOT_ADMITTED = formatCommand('ERROR', Buffer.from('\x03400', 'latin1'));

/** Keys that are drawn for one connection, and what they give with the client's. */
interface Transient {
  readonly key: Uint8Array;
  readonly client: Uint8Array;
  readonly keys: BoxKeyPair;
  readonly cookie: Buffer;
}

/**
 * The server's side of a handshake that ends in an encrypted connection: HELLO, WELCOME, INITIATE, READY. The cookie is
 * random and remembered with its connection, so it does not have to hold anything. Source: RFC 26, RFC 25.
 */
export class CurveServerHandshake implements Handshake {
  readonly mechanism = 'CURVE';
  readonly #keys: BoxKeyPair;
  #transient: Transient | undefined;
  #clientNonce: bigint | undefined;

  constructor(keys: BoxKeyPair) {
    this.#keys = keys;
  }

  hear(body: Buffer): HandshakeStep {
    const command = parseZmtpCommand(body);
    if (!command.ok) return { type: 'refused', reason: command.reason };
    const { name, data } = command.value;
    const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    if (this.#transient === undefined && name === 'HELLO') return this.#hearHello(bytes);
    if (this.#transient !== undefined && this.#clientNonce === undefined && name === 'INITIATE') {
      return this.#hearInitiate(bytes, this.#transient);
    }
    return { type: 'refused', reason: 'unexpected_command' };
  }

  accept(metadata: Readonly<Record<string, string>>): Accepted {
    if (this.#transient === undefined || this.#clientNonce === undefined) throw new Error('nobody has asked');
    const { key } = this.#transient;
    const nonce = shortNonce('CurveZMQREADY---', 1n);
    const box = sealBox(formatMetadata(metadata), nonce, key);
    return {
      frame: formatCommand('READY', Buffer.concat([nonce.subarray(16), box])),
      channel: new CurveChannel(key, 'server', 1, this.#clientNonce),
    };
  }

  #hearHello(data: Buffer): HandshakeStep {
    if (data.byteLength !== HELLO.bytes || data.readUInt16BE(0) !== HELLO.version) return no('bad_hello');
    const client = Buffer.from(data.subarray(HELLO.keyAt, HELLO.nonceAt));
    const permanentKey = sharedKey(client, this.#keys.secretKey);
    if (permanentKey === undefined) return no('bad_hello');
    const nonce = shortNonce('CurveZMQHELLO---', data.readBigUInt64BE(HELLO.nonceAt));
    if (openBox(data.subarray(HELLO.boxAt), nonce, permanentKey) === undefined) return no('wrong_server_key');

    const keys = newBoxKeyPair();
    const key = sharedKey(client, keys.secretKey);
    if (key === undefined) return no('bad_hello');
    const cookie = randomBytes(COOKIE_BYTES);
    this.#transient = { key, client, keys, cookie };
    const random = randomBytes(LONG_NONCE_BYTES);
    const welcome = sealBox(
      Buffer.concat([keys.publicKey, cookie]),
      Buffer.concat([Buffer.from('WELCOME-'), random]),
      permanentKey,
    );
    return { type: 'reply', frame: formatCommand('WELCOME', Buffer.concat([random, welcome])) };
  }

  #hearInitiate(data: Buffer, { key, client, keys, cookie }: Transient): HandshakeStep {
    if (data.byteLength < INITIATE.boxAt || cookie.compare(data, 0, COOKIE_BYTES) !== 0)
      return no('bad_initiate');
    const number = data.readBigUInt64BE(INITIATE.nonceAt);
    const content = openBox(data.subarray(INITIATE.boxAt), shortNonce('CurveZMQINITIATE', number), key);
    if (content === undefined || content.byteLength < INITIATED.metadataAt) return no('bad_initiate');

    const clientKey = content.subarray(0, KEY_BYTES);
    const vouchKey = sharedKey(clientKey, keys.secretKey);
    const nonce = Buffer.alloc(NONCE_BYTES);
    nonce.write('VOUCH---', 'latin1');
    nonce.set(content.subarray(INITIATED.vouchNonceAt, INITIATED.vouchAt), 8);
    const vouch =
      vouchKey && openBox(content.subarray(INITIATED.vouchAt, INITIATED.metadataAt), nonce, vouchKey);
    const wanted = Buffer.concat([client, this.#keys.publicKey]);
    if (vouch === undefined || !wanted.equals(vouch)) return no('bad_initiate');

    const metadata = parseMetadata(content.subarray(INITIATED.metadataAt));
    if (!metadata.ok) return no(metadata.reason);
    this.#clientNonce = number;
    return { type: 'asks', clientKey, metadata: metadata.value };
  }
}

function no(reason: HandshakeRefusal): HandshakeStep {
  return { type: 'refused', reason };
}
