import { type Parsed, parsed, refused } from '../wire/parsed.ts';

/** Says what a stream of bytes is: `FF`, eight bytes without significance, `7F`. */
const SIGNATURE_BYTES = 10;
/** Signature and major version: what both sides send before they know what the other speaks. */
export const GREETING_START_BYTES = 11;
const MECHANISM_AT = 12;
const MECHANISM_BYTES = 20;
const AS_SERVER_AT = 32;
const GREETING_BYTES = 64;

/** The first bytes of a greeting of ours. As libzmq's, so that a peer of ZMTP 2.0 sees a signature too. Source: RFC 37. */
export const GREETING_START: Uint8Array = Uint8Array.of(0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3);

/** Securities that ours can have. */
export type MechanismName = 'NULL' | 'CURVE';

/** Socket types of ZMTP 2.0, one byte each, as far as they talk to ours. Source: RFC 15. */
export const SOCKET_TYPE_BYTES = { PUB: 1, SUB: 2, REQ: 3, DEALER: 5, ROUTER: 6 } as const;

/** What a peer speaks: 2 stands for ZMTP 2.0, 3 for 3.0 and all that come after it. */
export type MajorVersion = 2 | 3;

/** What a peer said of itself before its first frame. */
export type Greeting =
  | { readonly version: 2; readonly socketType: number }
  | { readonly version: 3; readonly mechanism: string; readonly isServer: boolean };

export type GreetingRefusal = 'not_zmtp' | 'old_version';

/** The rest of a greeting of ours to a peer of ZMTP 3: version 3.1, mechanism, role. Source: RFC 37. */
export function formatGreetingEnd(mechanism: MechanismName, isServer: boolean): Uint8Array {
  const greeting = new Uint8Array(GREETING_BYTES);
  greeting[GREETING_START_BYTES] = 1;
  greeting.set(Buffer.from(mechanism, 'latin1'), MECHANISM_AT);
  greeting[AS_SERVER_AT] = isServer ? 1 : 0;
  return greeting.subarray(GREETING_START_BYTES);
}

/** The rest of a greeting of ours to a peer of ZMTP 2.0: socket type, and an identity that is empty. Source: RFC 15. */
export function formatOldGreetingEnd(socketType: keyof typeof SOCKET_TYPE_BYTES): Uint8Array {
  return Uint8Array.of(SOCKET_TYPE_BYTES[socketType], 0, 0);
}

/** The version in the first bytes of a greeting; undefined while there are too few. Source: RFC 37. */
export function parseGreetingStart(bytes: Uint8Array): Parsed<MajorVersion, GreetingRefusal> | undefined {
  if (bytes.byteLength > 0 && bytes[0] !== 0xff) return refused('not_zmtp');
  if (bytes.byteLength < SIGNATURE_BYTES) return undefined;
  // an even byte here is the end of a long length: ZMTP 1.0, which ours does not speak
  if (((bytes[SIGNATURE_BYTES - 1] ?? 0) & 1) === 0) return refused('old_version');
  if (bytes.byteLength < GREETING_START_BYTES) return undefined;
  const major = bytes[SIGNATURE_BYTES] ?? 0;
  // the byte is a count of revisions until ZMTP 2.0, which is the second; libzmq takes 0 for one without a greeting
  if (major === 0) return refused('old_version');
  return parsed(major < 3 ? 2 : 3);
}

/** How long a greeting is, its first frame not counted. */
export function greetingBytes(version: MajorVersion): number {
  return version === 2 ? GREETING_START_BYTES + 1 : GREETING_BYTES;
}

/** A whole greeting, of the length of its version. Source: RFC 37, RFC 15. */
export function parseGreeting(bytes: Uint8Array, version: MajorVersion): Greeting {
  if (version === 2) return { version, socketType: bytes[GREETING_START_BYTES] ?? 0 };
  const mechanism = Buffer.from(bytes.subarray(MECHANISM_AT, MECHANISM_AT + MECHANISM_BYTES)).toString(
    'latin1',
  );
  return {
    version,
    // padded with zeros; whatever stands behind the first is part of another name
    mechanism: mechanism.replace(/\0+$/, ''),
    isServer: bytes[AS_SERVER_AT] === 1,
  };
}
