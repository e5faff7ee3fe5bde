import type { RequestGuard } from '../../protocol/client/rest-client-options.ts';

const READING: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Keeps a scenario from changing who may do what at a target that is not its own: it may change organisations, users and
 * clients whose names have the mark, and nothing else. What it throws is a fault of the harness.
 * @param mark a part of all names that the run gives
 */
export function changeGuard(mark: string): RequestGuard {
  return (method, path, body) => {
    if (READING.includes(method) || mayChange(mark, partsOf(path), textOf(body))) return;
    throw new Error(
      `harness: ${method} ${path} would change what the scenario has not made; it needs the tag @needs:organisations`,
    );
  };
}

function mayChange(mark: string, [first, name, kind, ...inside]: readonly string[], body: string): boolean {
  if (first !== 'users' && first !== 'organizations') return true;
  // one that is made has a name of its own, and a method that does not exist changes nothing
  if (name === undefined || name.includes(mark)) return true;
  if (kind === 'pushy') return true;
  if (kind !== 'users' && kind !== 'clients') return false;
  return (inside[0] ?? body).includes(mark);
}

function partsOf(path: string): readonly string[] {
  return path.replace(/\?.*$/s, '').split('/').filter(Boolean).map(decoded);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // no name that anybody could have
    return part;
  }
}

function textOf(body: string | Uint8Array | undefined): string {
  return body === undefined ? '' : Buffer.from(body).toString('latin1');
}
