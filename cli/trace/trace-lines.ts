import { isFields } from '../../protocol/wire/fields.ts';
import type { Paint } from '../output/paint.ts';
import { clipped, columnsOf, printable } from '../output/printable.ts';
import { detailsOf, shown, type TraceFields, whatOf } from './trace-details.ts';

export interface TraceLinesOptions {
  readonly paint: Paint;
  /** Columns of the terminal. */
  readonly width: number;
}

const FEWEST_NODE_COLUMNS = 6;
const MOST_NODE_COLUMNS = 32;
const WHAT_COLUMNS = 10;
/** Less than this of the details says nothing, and more is for programs. */
const FEWEST_DETAILS_COLUMNS = 20;
const MOST_DETAILS_COLUMNS = 240;
const GAP = '  ';
const INDENT = '    ';

/** Writes the entries of a trace for people; nodes stand in a column as wide as the widest so far, within a bound. */
export class TraceLines {
  #nodeColumns = FEWEST_NODE_COLUMNS;

  /**
   * A line (time in UTC, arrow, node, what it is, what matters, the verdict), and below it why it was refused. `→` comes
   * to the server, `←` leaves it.
   * @param width columns of the terminal
   */
  of(entry: TraceFields, { paint, width }: TraceLinesOptions): readonly string[] {
    const time = printable(shown(entry.at).slice(11, 23));
    const arrow = entry.direction === 'in' ? '→' : '←';
    const node = this.#padded(clipped(whoOf(entry), MOST_NODE_COLUMNS));
    const what = whatOf(entry).padEnd(WHAT_COLUMNS);
    const { text: verdict, isBad } = verdictOf(entry);
    const taken = columnsOf(`${time} ${arrow} ${node}${GAP}${what}${GAP}${GAP}${verdict}`);
    const room = Math.min(Math.max(FEWEST_DETAILS_COLUMNS, width - taken), MOST_DETAILS_COLUMNS);
    const details = clipped(detailsOf(entry), room);
    const line = [
      `${paint('quiet', time)} ${arrow} ${node}`,
      paint(isBad ? 'bad' : 'busy', what),
      ...(details === '' ? [] : [details]),
      ...(verdict === '' ? [] : [paint(isBad ? 'bad' : 'good', verdict)]),
    ];
    return [line.join(GAP), ...(isBad ? reasonLines(entry, paint) : [])];
  }

  #padded(node: string): string {
    const columns = columnsOf(node);
    this.#nodeColumns = Math.max(this.#nodeColumns, columns);
    return node + ' '.repeat(this.#nodeColumns - columns);
  }
}

/** The node; all of them; or, of what is of no node, who asks. */
function whoOf({ node, signer, channel }: TraceFields): string {
  if (typeof node === 'string') return printable(node);
  if (channel === 'heartbeats') return 'all';
  return typeof signer === 'string' ? printable(`(${signer})`) : '?';
}

function verdictOf({ verdict, reason }: TraceFields): { readonly text: string; readonly isBad: boolean } {
  const isBad = verdict === 'refused' || verdict === 'cut';
  if (!isBad) return { text: verdict === 'accepted' ? 'accepted' : '', isBad };
  return {
    text: printable(reason === undefined ? shown(verdict) : `${shown(verdict)}: ${shown(reason)}`),
    isBad,
  };
}

/** Reasons for which a look at the signature is worth its lines. */
const OF_SIGNATURES: ReadonlySet<unknown> = new Set([
  ...['bad_signature', 'unknown_principal', 'name_mismatch'],
  ...['unknown_sender', 'ended_session', 'bad_method'],
]);

/** What an author needs to find his mistake. */
function reasonLines(entry: TraceFields, paint: Paint): readonly string[] {
  const { sentence, detail, hint, frames, header, signature, body, type, reason } = entry;
  const isMessage = Array.isArray(frames);
  const shownSignature = OF_SIGNATURES.has(reason) && type !== 'answer' ? signatureLines(signature) : [];
  const lines = [
    ...[sentence, detail, hint].filter((line) => typeof line === 'string'),
    ...(isMessage ? [`frames: ${frames.map(shown).join(', ')} bytes`] : []),
    ...(typeof header === 'string' ? [`header: ${header}`] : []),
    ...shownSignature,
    ...(isMessage && shownSignature.length === 0 ? [`body: ${textsOf(signature)[0] ?? shown(body)}`] : []),
  ];
  return lines.map((line) => paint('quiet', `${INDENT}${printable(line)}`));
}

function signatureLines(signature: unknown): readonly string[] {
  if (!isFields(signature)) return [];
  const { method, given, covers, paths, key, expected } = signature;
  const hashed = Array.isArray(paths) && method !== '1.3' ? [`path: ${paths.map(shown).join(' or ')}`] : [];
  return [
    `signature, ${shown(method)}: ${shown(given)}`,
    ...(expected === undefined ? [] : [`expected: ${shown(expected)}`]),
    ...(key === undefined ? [] : [`session key: ${shown(key)}`]),
    `it has to be ${shown(covers)}`,
    ...hashed,
    ...textsOf(signature).flatMap((text, index) => [
      index === 0 ? 'verified text:' : 'or:',
      ...text.split('\n').map((line) => `  ${line}`),
    ]),
  ];
}

/** The texts of which one has to be signed. */
function textsOf(signature: unknown): readonly string[] {
  return isFields(signature) && Array.isArray(signature.texts) ? signature.texts.map(shown) : [];
}
