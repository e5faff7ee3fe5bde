/** Characters that are kept of a body. */
export const MAX_BODY_CHARACTERS = 4_096;
/** What is looked at of a body: a key that begins in what is kept may end behind it. */
const MAX_READ = 2 * MAX_BODY_CHARACTERS;

const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/gs;
/** The session key of a configuration; it is encrypted for its node, and still nobody's business. */
const SESSION_KEY = /("encoded_session_key"\s*:\s*\{[^}]*?"key"\s*:\s*")[^"]*/g;

/**
 * The text of a body as it may be kept: without private keys and session keys, bytes that are no UTF-8 as U+FFFD, and
 * with a mark where it is cut.
 */
export function bodyText(body: string | Uint8Array): string {
  const text = withoutKeys(typeof body === 'string' ? body.slice(0, MAX_READ) : decoded(body));
  const isCut = body.length > MAX_READ || text.length > MAX_BODY_CHARACTERS;
  return isCut ? `${text.slice(0, MAX_BODY_CHARACTERS)}… (cut)` : text;
}

function decoded({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, Math.min(byteLength, MAX_READ)).toString('utf8');
}

function withoutKeys(text: string): string {
  let kept = text;
  if (kept.includes('PRIVATE KEY')) kept = kept.replace(PRIVATE_KEY, '(a private key)');
  if (kept.includes('encoded_session_key')) kept = kept.replace(SESSION_KEY, '$1(a session key)');
  return kept;
}
