/** The same in their order, so many at once; no more than these are asked for before they are needed. */
export function* inParts<T>(all: Iterable<T>, most: number): Iterable<readonly T[]> {
  let part: T[] = [];
  for (const one of all) {
    part.push(one);
    if (part.length < most) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
