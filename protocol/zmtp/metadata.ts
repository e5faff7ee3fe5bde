import { type Parsed, parsed, refused } from '../wire/parsed.ts';

/** What a peer says of its socket in its handshake; names in lower case, since their case has no significance. */
export type Metadata = ReadonlyMap<string, Uint8Array>;

const VALUE_LENGTH_BYTES = 4;

/** Properties as READY and INITIATE carry them. Source: RFC 37, "Connection Metadata". */
export function formatMetadata(properties: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = [];
  for (const [name, value] of Object.entries(properties)) {
    const bytes = Buffer.from(value);
    const length = Buffer.alloc(VALUE_LENGTH_BYTES);
    length.writeUInt32BE(bytes.byteLength);
    parts.push(Buffer.of(name.length), Buffer.from(name, 'latin1'), length, bytes);
  }
  return Buffer.concat(parts);
}

/** Reads properties; values are views of what was read. */
export function parseMetadata(bytes: Uint8Array): Parsed<Metadata, 'bad_metadata'> {
  const found = new Map<string, Uint8Array>();
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < view.byteLength; ) {
    const nameEnd = at + 1 + (view[at] ?? 0);
    const valueAt = nameEnd + VALUE_LENGTH_BYTES;
    if (nameEnd === at + 1 || valueAt > view.byteLength) return refused('bad_metadata');
    const valueEnd = valueAt + view.readUInt32BE(nameEnd);
    if (valueEnd > view.byteLength) return refused('bad_metadata');
    found.set(view.toString('latin1', at + 1, nameEnd).toLowerCase(), view.subarray(valueAt, valueEnd));
    at = valueEnd;
  }
  return parsed(found);
}

/** The socket type that a peer names, or undefined. */
export function socketTypeOf(metadata: Metadata): string | undefined {
  const value = metadata.get('socket-type');
  return value && Buffer.from(value).toString('latin1');
}
