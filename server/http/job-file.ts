import { MAX_FILE_BYTES, refusal } from './errors.ts';

const RAW = 'raw:';
const BASE64 = 'base64:';
const NOT_DIGITS = /[ \t\r\n]+/g;
const DIGITS = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * Throws the refusal of a job's file that cannot be decoded, or is too large when decoded. Line breaks within base64
 * are allowed, since many tools write them. Source: protocol §2.
 * @param file with its prefix, which is known to be right
 */
export function checkJobFile(file: string): void {
  const bytes = decodedBytes(file);
  if (bytes === undefined) throw refusal('undecodable_file');
  if (bytes > MAX_FILE_BYTES) throw refusal('file_too_large');
}

/** Whether a file that can be decoded is too large. @param file with its prefix, which is known to be right */
export function isTooLarge(file: string): boolean {
  return (decodedBytes(file) ?? 0) > MAX_FILE_BYTES;
}

function decodedBytes(file: string): number | undefined {
  return file.startsWith(RAW)
    ? Buffer.byteLength(file.slice(RAW.length))
    : decodedLength(file.slice(BASE64.length));
}

/** How many bytes base64 stands for; `undefined` for a text that is none. Source: RFC 4648 §4. */
function decodedLength(text: string): number | undefined {
  const digits = text.replace(NOT_DIGITS, '');
  if (digits.length % 4 !== 0 || !DIGITS.test(digits)) return undefined;
  const padding = digits.endsWith('==') ? 2 : digits.endsWith('=') ? 1 : 0;
  return (digits.length / 4) * 3 - padding;
}
