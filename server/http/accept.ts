import Negotiator from 'negotiator';

/** Clients send the same few short headers over and over. */
const MAX_REMEMBERED = 256;
const MAX_REMEMBERED_LENGTH = 256;
const remembered = new Map<string, boolean>();

/**
 * Whether an `Accept` header allows one of these media types; none, or an empty one, allows all.
 * Source: RFC 9110 §12.5.1.
 */
export function accepts(accept: string | undefined, types: readonly string[]): boolean {
  if (accept === undefined || accept === '' || accept === '*/*') return true;
  const key = `${types.join()} ${accept}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  // a parameter asked for matches only where it is offered, and all text of ours is UTF-8
  const offered = types.flatMap((type) => [type, `${type}; charset=utf-8`]);
  const accepted = new Negotiator({ headers: { accept } }).mediaTypes(offered).length > 0;
  if (key.length > MAX_REMEMBERED_LENGTH) return accepted;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(key, accepted);
  return accepted;
}
