/** Where a server is, as people give it. */
export interface ServerAddress {
  /** With the prefix of its paths, without a slash at the end: `https://chef.example.org/chef`. */
  readonly url: string;
  /** The organisation that the address names, where it does. */
  readonly org: string | undefined;
}

/** What a URL may have that says nothing about where the server is. */
const NOT_ALLOWED = [
  { part: 'a user or a password', has: (url: URL) => url.username !== '' || url.password !== '' },
  { part: 'a query', has: (url: URL) => url.search !== '' },
  { part: 'a fragment', has: (url: URL) => url.hash !== '' },
] as const;

/**
 * Reads an address such as `http://127.0.0.1:10003`, or a `chef_server_url`: `https://chef.example.org/organizations/dev`. What stands
 * before `/organizations/` is a prefix of all paths.
 * @returns why it is none, to complete a sentence
 */
export function serverAddress(given: string): ServerAddress | string {
  if (!URL.canParse(given)) return 'no URL such as http://127.0.0.1:10003';
  const url = new URL(given);
  if (!/^https?:$/.test(url.protocol)) return 'no URL of http or https';
  const extra = NOT_ALLOWED.find(({ has }) => has(url));
  if (extra !== undefined) return `a URL with ${extra.part}: leave it out`;
  const path = url.pathname.replace(/\/+$/, '');
  const [, before = path, org, rest] = /^(.*?)\/organizations(?:\/([^/]*))?(\/.*)?$/.exec(path) ?? [];
  if (rest !== undefined) return 'a URL that goes on behind the organisation: end it there';
  const name = decoded(org ?? '');
  if (name === undefined) return 'a URL whose organisation cannot be decoded';
  return { url: `${url.origin}${before}`, org: name === '' ? undefined : name };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // a % that stands for no character
    return undefined;
  }
}
