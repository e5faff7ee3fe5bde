import type { Key } from '../check/table-shape.ts';

/** Steps from a number, each twice the one before: beyond, no table of ours has rows. */
const NUMBER_STEPS = 48;
/** The last character that names are searched by. */
const LAST_CHARACTER = 0x7f;

/**
 * Keys behind one, nearer ones first and then ever further ones: where the row behind it cannot be read, one of these leads to
 * another page.
 */
export function* keysBehind(key: Key): Generator<Key> {
  for (let place = key.length - 1; place >= 0; place -= 1) {
    const before = key.slice(0, place);
    const after = key.slice(place + 1).map((part) => (typeof part === 'number' ? 0 : ''));
    for (const part of partsBehind(key[place] ?? '')) yield [...before, part, ...after];
  }
}

function* partsBehind(part: string | number): Generator<string | number> {
  if (typeof part === 'number') {
    for (let step = 0; step < NUMBER_STEPS; step += 1) yield part + 2 ** step;
    return;
  }
  for (let length = part.length; length >= 0; length -= 1) {
    const character = part.charCodeAt(length);
    const first = Number.isNaN(character) ? 0x20 : character;
    for (let next = first + 1; next <= LAST_CHARACTER; next += 1)
      yield part.slice(0, length) + String.fromCharCode(next);
  }
}
