import { randomBytes } from 'node:crypto';
import { openBox, sealBox } from '../curve/box.ts';
import { type BoxKeyPair, newBoxKeyPair, sharedKey } from '../curve/x25519.ts';
import { formatCommand, parseZmtpCommand } from '../zmtp/command.ts';
import { CurveChannel, shortNonce } from '../zmtp/curve-channel.ts';
import type { Channel } from '../zmtp/handshake.ts';
import { formatMetadata } from '../zmtp/metadata.ts';

/**
 * The client's side of a CURVE handshake, for peers that libzmq would not be: each step is a frame that a test may
 * change before it sends it. Source: RFC 26.
 */
export class CurveClient {
  readonly keys: BoxKeyPair;
  readonly transient = newBoxKeyPair();
  readonly serverKey: Uint8Array;
  #key: Uint8Array | undefined;

  /** @param keys the client's own */
  constructor(serverKey: Uint8Array, keys = newBoxKeyPair()) {
    this.serverKey = serverKey;
    this.keys = keys;
  }

  hello(): Buffer {
    const nonce = shortNonce('CurveZMQHELLO---', 1n);
    const box = sealBox(Buffer.alloc(64), nonce, this.#shared(this.serverKey, this.transient));
    const data = Buffer.concat([
      Buffer.of(1, 0),
      Buffer.alloc(72),
      this.transient.publicKey,
      nonce.subarray(16),
      box,
    ]);
    return formatCommand('HELLO', data);
  }

  /** @param welcome the body of the server's answer @throws where it is none */
  initiate(
    welcome: Buffer,
    metadata: Readonly<Record<string, string>> = { 'Socket-Type': 'DEALER' },
  ): Buffer {
    const { data } = commandOf(welcome);
    const nonce = Buffer.concat([Buffer.from('WELCOME-'), data.subarray(0, 16)]);
    const content = openBox(data.subarray(16), nonce, this.#shared(this.serverKey, this.transient));
    if (content === undefined) throw new Error('the WELCOME is not for this client');
    const [server, cookie] = [content.subarray(0, 32), content.subarray(32)];
    this.#key = this.#shared(server, this.transient);

    const random = randomBytes(16);
    const vouch = sealBox(
      Buffer.concat([this.transient.publicKey, this.serverKey]),
      Buffer.concat([Buffer.from('VOUCH---'), random]),
      this.#shared(server, this.keys),
    );
    const initiate = shortNonce('CurveZMQINITIATE', 2n);
    const box = sealBox(
      Buffer.concat([this.keys.publicKey, random, vouch, formatMetadata(metadata)]),
      initiate,
      this.#key,
    );
    return formatCommand('INITIATE', Buffer.concat([cookie, initiate.subarray(16), box]));
  }

  /** @param ready the body of the server's answer @throws where it is none */
  open(ready: Buffer): Channel {
    const { name, data } = commandOf(ready);
    if (name !== 'READY' || this.#key === undefined) throw new Error(`${name} where READY is due`);
    const number = Buffer.from(data).readBigUInt64BE(0);
    if (openBox(data.subarray(8), shortNonce('CurveZMQREADY---', number), this.#key) === undefined) {
      throw new Error('the READY is not for this client');
    }
    return new CurveChannel(this.#key, 'client', 2, number);
  }

  #shared(publicKey: Uint8Array, { secretKey }: BoxKeyPair): Uint8Array {
    const key = sharedKey(publicKey, secretKey);
    if (key === undefined) throw new Error('a public key is none');
    return key;
  }
}

function commandOf(body: Buffer) {
  const command = parseZmtpCommand(body);
  if (!command.ok) throw new Error(command.reason);
  return command.value;
}
