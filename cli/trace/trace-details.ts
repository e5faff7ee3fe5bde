import { type Fields, isFields } from '../../protocol/wire/fields.ts';
import { printable } from '../output/printable.ts';

/** What passed, as a trace says it: its own entry, or JSON that a server sent as one. */
export type TraceFields = Fields;

/** How much of an id is enough to tell it from others. */
const ID_CHARACTERS = 8;

/** As much of the name of a feed: a job's id. */
const FEED_CHARACTERS = 32;

/** What matters in a message, in this order; what is not named here is in the JSON alone. */
const OF_MESSAGE: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  job_state: (value) => shown(value),
  job_id: (value) => (value === null ? undefined : `job ${shown(value)}`),
  command: (value) => `runs ${shown(value)}`,
  user: (value) => `user ${shown(value)}`,
  dir: (value) => `dir ${shown(value)}`,
  env: (value) => `env ${isFields(value) ? pairs(value) : shown(value)}`,
  file: (value) => `file ${shown(value)}`,
  capture: (value) => (value === true ? 'capture' : undefined),
  stdout: (value) => `stdout ${JSON.stringify(value)}`,
  stderr: (value) => `stderr ${JSON.stringify(value)}`,
  sequence: (value) => `sequence ${shown(value)}`,
  incarnation_id: (value) => `incarnation ${shown(value).slice(0, ID_CHARACTERS)}`,
};

/** What happened, in a word or two: the type of a message, a request, the answer to one. */
export function whatOf(entry: TraceFields): string {
  const { type, method, url, status } = entry;
  if (type === 'feed_opened') return 'feed opened';
  if (type === 'feed_closed') return 'feed closed';
  if (type === 'request') return printable(`${shown(method)} ${briefUrl(url)}`);
  if (type === 'answer') return printable(`${shown(status)} to ${shown(method)} ${briefUrl(url)}`);
  return printable(shown(type));
}

/** What matters of an entry, on one line. */
export function detailsOf(entry: TraceFields): string {
  const { type, body, signer, signature, address, bytes, headers, channel, feed, reason } = entry;
  if (channel === 'feeds') {
    const what =
      body === undefined ? (reason === undefined ? '' : ` (${shown(reason)})`) : `: ${compact(body)}`;
    return printable(`${shown(feed).slice(0, FEED_CHARACTERS)} to ${shown(signer)}${what}`);
  }
  const carriesNothing = type === 'connection' || (type === 'unreadable' && bytes === undefined);
  if (carriesNothing) return printable(address === undefined ? '' : `from ${shown(address)}`);
  if (type === 'request') {
    const version = isFields(signature) ? ` by ${shown(signature.method)}` : '';
    const who = signer === undefined ? 'unsigned' : `as ${shown(signer)}${version}`;
    return printable(body === undefined ? who : `${who}: ${compact(body)}`);
  }
  if (type === 'answer') {
    const kind = isFields(headers) ? headers['content-type'] : undefined;
    if (body === undefined) return kind === 'text/event-stream' ? 'a stream' : '';
    return printable(compact(body));
  }
  if (!isFields(body)) return printable(`${shown(bytes)} bytes: ${shown(body)}`);
  const words = Object.entries(OF_MESSAGE).map(([name, say]) =>
    body[name] === undefined ? undefined : say(body[name]),
  );
  return printable(words.filter((word) => word !== undefined).join(', '));
}

/** Text as it is, everything else as JSON. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function compact(body: unknown): string {
  return typeof body === 'string' ? JSON.stringify(body) : shown(body);
}

function pairs(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${shown(value)}`)
    .join(' ');
}

/** The path from where resources begin, without the query. */
function briefUrl(url: unknown): string {
  const [path = ''] = shown(url).split('?');
  return path.replace(/^\/organizations\/[^/]+\/(?:pushy\/)?(?=.)/, '');
}
