import type { IncomingMessage } from 'node:http';

const PUSHY_PATH = /^\/+organizations\/+[^/?#]*\/+pushy\//;

/** Quirk `undecoded-names`: a percent sign in a path of the push server stands for itself. Source: protocol §10. */
export function undecodedUrl({ url = '' }: Pick<IncomingMessage, 'url'>): string {
  if (!PUSHY_PATH.test(url)) return url;
  const end = url.search(/[?#]/);
  const path = end < 0 ? url : url.slice(0, end);
  return path.replaceAll('%', '%25') + url.slice(path.length);
}
