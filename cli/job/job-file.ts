import { type Reading, readNamed } from '../files/read-named.ts';

/** Decoded bytes that a job's file may have. Source: protocol §2. */
const MAX_FILE_BYTES = 100_000;

/** A file as a job carries it: `raw:` for UTF-8 text, `base64:` for everything else. */
export function jobFile(bytes: Uint8Array): string {
  const text = utf8(bytes);
  // a NUL is valid UTF-8, but servers refuse it in a string
  const isText = text !== undefined && !text.includes('\0');
  return isText ? `raw:${text}` : `base64:${Buffer.from(bytes).toString('base64')}`;
}

/** The text, or `undefined` for bytes that are no UTF-8. A byte order mark stays. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined; // no UTF-8: the answer, not a failure
  }
}

/** Reads the file of `--file`. Throws `UsageError` for one that cannot be read or is too large. */
export async function readJobFile(name: string, reading: Reading): Promise<string> {
  const file = { what: 'the file', remedy: 'check --file', maxBytes: MAX_FILE_BYTES };
  return jobFile(await readNamed(name, reading, file));
}
