/** What stands in the place of a key that is not shown. */
export const HIDDEN_KEY = '(a key, not shown)';

const BEGIN = '-----BEGIN ';
/** The same, when the whole PEM text was coded in base64 once more. */
const BEGIN_CODED = 'LS0tLS1CRUdJTi';

/** Whether this is the text of a key or a certificate, and no name of a file. Source: RFC 7468. */
export function isPem(given: string): boolean {
  return given.includes(BEGIN) || given.trimStart().startsWith(BEGIN_CODED);
}

/** The headers of an encrypted key have a hyphen: it stays as it is, since nobody asks for its passphrase. */
const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g;
const LINE_CHARACTERS = 64;

/**
 * PEM text as parsers take it, made of what variables and options leave of it: line breaks as `\n` in letters, as spaces or
 * not at all, quotes around it, or the whole coded in base64. Text without a block stays as it is.
 */
export function pemOf(given: string): string {
  const text = given.trimStart().startsWith(BEGIN_CODED)
    ? Buffer.from(given, 'base64').toString('latin1')
    : given;
  const blocks = text
    .replaceAll(/\\r|\r/g, '')
    .replaceAll('\\n', '\n')
    .matchAll(BLOCK);
  const pem = [...blocks].map(([, label = '', body = '']) => reflowed(label, body));
  return pem.length === 0 ? given : pem.join('');
}

function reflowed(label: string, body: string): string {
  const lines = body.replaceAll(/\s+/g, '').match(new RegExp(`.{1,${LINE_CHARACTERS}}`, 'g')) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

/** A line break as it is, in JSON, and as `printable` shows it. */
const BREAK = String.raw`(?:\s|\\+(?:[nrt]|x0[9ad]))`;
const BASE64 = '[A-Za-z0-9+/=]';
/** Lines of base64, of which the last may be short. */
const MORE_LINES = `(?:${BREAK}+${BASE64}{20,})*(?:${BREAK}+${BASE64}+=)?`;

/** The first line of a private key, or the part of it that a message was cut to. */
const FIRST_LINE = /-----BEGIN (?![A-Z0-9 ]*(?:PUBLIC|CERT))[A-Z0-9 ]*-{0,5}/g;
/** What follows it where the last line was cut off. The headers are of an encrypted key. Source: RFC 1421 §4.6. */
const REST = new RegExp(`(?:${BREAK}+(?:Proc-Type: ?4,ENCRYPTED|DEK-Info: ?[A-Z0-9,-]+))*${MORE_LINES}`, 'y');
/** What follows it up to the last line, which is in it. */
const WHOLE = new RegExp(`(?:${BASE64}|[:, -]|${BREAK})*`, 'y');
const LAST_LINE = /-----END [A-Z0-9 ]*-{0,5}/;
const LAST_LINE_ALONE = /-----END [A-Z0-9 ]*PRIVATE KEY-{0,5}/g;

const WITHOUT_LINES: readonly RegExp[] = [
  // DER of a sequence that begins with the version 0, as those of keys do. Source: RFC 8017 A.1.2, RFC 5958 §2
  new RegExp(`MI[IG]${BASE64}{3}IBA${BASE64}*${MORE_LINES}`, 'g'),
  new RegExp(`${BEGIN_CODED}${BASE64}*${MORE_LINES}`, 'g'),
];

/**
 * Text without the private keys in it, whole or in part, for messages and logs: certificates and public keys stay. Works on
 * a line of JSON as well, which stays JSON.
 */
export function withoutKeys(text: string): string {
  const blocks = text.includes('-----') ? withoutTails(withoutBlocks(text)) : text;
  return WITHOUT_LINES.reduce((shown, key) => shown.replaceAll(key, HIDDEN_KEY), blocks);
}

function withoutBlocks(text: string): string {
  let shown = '';
  let from = 0;
  for (const { 0: line, index } of text.matchAll(FIRST_LINE)) {
    // the same block goes on
    if (index < from) continue;
    shown += `${text.slice(from, index)}${HIDDEN_KEY}`;
    from = endOfBlock(text, index + line.length);
  }
  return shown + text.slice(from);
}

function endOfBlock(text: string, from: number): number {
  const next = text.indexOf(BEGIN, from);
  const block = matchAt(WHOLE, next < 0 ? text : text.slice(0, next), from);
  const last = LAST_LINE.exec(block);
  return from + (last === null ? matchAt(REST, text, from).length : last.index + last[0].length);
}

function matchAt(sticky: RegExp, text: string, from: number): string {
  sticky.lastIndex = from;
  return sticky.exec(text)?.[0] ?? '';
}

/** What stands before what a message quotes. */
const QUOTES: readonly string[] = ['"', "'", ': ', '('];

/** The first line was cut off, and where the key begins cannot be seen: all that was quoted before goes with it. */
function withoutTails(text: string): string {
  let shown = '';
  let from = 0;
  for (const { 0: line, index } of text.matchAll(LAST_LINE_ALONE)) {
    const before = text.slice(from, index);
    const quoted = Math.max(
      0,
      ...QUOTES.filter((mark) => before.includes(mark)).map((mark) => before.lastIndexOf(mark) + mark.length),
    );
    shown += `${before.slice(0, quoted)}${HIDDEN_KEY}`;
    from = index + line.length;
  }
  return shown + text.slice(from);
}
