import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import type { ReplyHeaders } from '../../protocol/client/reply.ts';
import type { AskedRequest, RestObserver } from '../../protocol/client/rest-observer.ts';
import { bodyText } from './body-text.ts';
import type { Direction, JournalEntry } from './entry.ts';

/** Takes what was seen, without its time. */
export type NoteEntry = (seen: Omit<JournalEntry, 'atMs'>) => void;

/** The paths that are about one node. Source: protocol §2. */
const NODE_PATH =
  /\/(?:pushy\/(?:config|connect|node_states|diagnosis|jobs\/[^/]*\/output)|clients)\/([^/?]+)/;

/** Notes every message of nodes, as it is handed to a socket or comes from one. */
export function frameObserver(note: NoteEntry) {
  return (node: string, direction: Direction, frames: readonly (string | Uint8Array)[]): void => {
    const [subject = '', ...rest] = frames.map(bodyText);
    note({ kind: 'frame', direction, node, subject, body: rest.join('\n') });
  };
}

/** Notes every request, its answer, and every event that the reader of a feed is given. */
export function requestObserver(note: NoteEntry): RestObserver {
  return {
    asked({ method, path, user, body }) {
      const subject = `${method} ${path} ${user === undefined ? 'unsigned' : `as ${user}`}`;
      note({ ...ofRequest(path), direction: 'out', subject, body: body === undefined ? '' : bodyText(body) });
    },
    answered(request, status, body, headers) {
      const subject = `${status} to ${nameOf(request)}`;
      const text = body === undefined ? '' : bodyText(body);
      note({
        ...ofRequest(request.path),
        direction: 'in',
        subject,
        ...(headers !== undefined && { headers: headersText(headers) }),
        body: text,
      });
    },
    failed(request, error) {
      const subject = `no answer to ${nameOf(request)}`;
      note({ ...ofRequest(request.path), direction: 'in', subject, body: bodyText(String(error)) });
    },
    event(path, event) {
      note(ofEvent(path, event));
    },
  };
}

function nameOf({ method, path }: AskedRequest): string {
  return `${method} ${path}`;
}

function ofRequest(path: string): { readonly kind: 'request'; readonly node: string | undefined } {
  const node = NODE_PATH.exec(path)?.[1];
  return { kind: 'request', node: node === undefined ? undefined : decoded(node) };
}

function ofEvent(path: string, { event, id, data, text }: FeedEvent): Omit<JournalEntry, 'atMs'> {
  const node = typeof data.node === 'string' ? data.node : undefined;
  const subject = `${event} ${id} of ${path}`;
  return { kind: 'event', direction: 'in', node, subject, body: bodyText(text) };
}

/** A scenario may ask for any path, also for one that cannot be decoded. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // not percent-encoded rightly: its own text names it well enough
    return segment;
  }
}

/** Without those that a proxy or a Chef server could keep a session in. */
function headersText(headers: ReplyHeaders): string {
  const { 'set-cookie': _, ...kept } = headers;
  return bodyText(JSON.stringify(kept));
}
