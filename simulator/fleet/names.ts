import { faker } from '@faker-js/faker/locale/en';
import { Random } from '../node/random.ts';

/** Words drawn in a row that are taken already; then a number makes the next one new. */
const MAX_DRAWS = 20;

/**
 * Names as machines have them, no two the same. The same seed gives the same names, whatever their number is: a larger
 * fleet begins with the names of a smaller one.
 * @param taken names that are not to be given
 */
export function nodeNames(
  count: number,
  seed: string | number,
  prefix = '',
  taken: ReadonlySet<string> = new Set(),
): readonly string[] {
  faker.seed(Math.floor(new Random(seed, 'names').next() * 2 ** 32));
  const names = new Set<string>();
  while (names.size < count) {
    const name = freeName(prefix, (each) => names.has(each) || taken.has(each));
    names.add(name);
  }
  return [...names];
}

function freeName(prefix: string, isTaken: (name: string) => boolean): string {
  let name = drawName(prefix);
  for (let draws = 1; isTaken(name) && draws < MAX_DRAWS; draws++) name = drawName(prefix);
  if (!isTaken(name)) return name;
  let number = 2;
  while (isTaken(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}

function drawName(prefix: string): string {
  return prefix + faker.internet.domainWord();
}
