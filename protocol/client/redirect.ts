import type { Reply } from './reply.ts';
import { shownInPart } from './shown-in-part.ts';

/** Where an answer sends whoever asked. */
export interface Redirect {
  /** Its Location, without a user and a password. */
  readonly to: string;
  /** The address of a server at which the same would be asked there; undefined where that cannot be told. */
  readonly server: string | undefined;
}

/** Source: RFC 9110 §15.4. */
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** Undefined for an answer that sends nobody anywhere. */
export function redirectOf({ status, headers, asked, sent }: Reply): Redirect | undefined {
  const { location } = headers;
  if (!REDIRECTS.includes(status) || typeof location !== 'string') return undefined;
  const { origin = '', path = '' } = sent ?? {};
  const base = URL.canParse(path, origin) ? new URL(path, origin) : undefined;
  if (!URL.canParse(location, base?.href)) return { to: shownInPart(location), server: undefined };
  const to = new URL(location, base);
  to.username = '';
  to.password = '';
  const server = serverAt(to, asked);
  const isThere = base !== undefined && server === serverAt(base, asked);
  return { to: shownInPart(to.href), server: isThere ? undefined : server };
}

/** What stands before the path that was asked for. */
function serverAt({ protocol, origin, pathname }: URL, asked: string): string | undefined {
  const [, path = ''] = /^\S+ ([^?]*)/.exec(asked) ?? [];
  const there = pathname.replace(/\/+$/, '');
  const isFit = /^https?:$/.test(protocol) && path !== '' && there.endsWith(path);
  return isFit ? `${origin}${there.slice(0, -path.length)}` : undefined;
}
