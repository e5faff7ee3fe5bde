import { readFile, truncate, writeFile } from 'node:fs/promises';

const PAGE_BYTES = 4_096;
const FRAME_BYTES = 24 + PAGE_BYTES;
const LOG_HEADER_BYTES = 32;

/** One way in which a file comes to harm. */
export interface FileDamage {
  readonly name: string;
  /** What is put behind the name of the database: nothing, or `-wal`. */
  readonly of: '' | '-wal';
  /** It may have changed what a row says, which nobody can know. */
  readonly isOfContent: boolean;
  inflict(path: string): Promise<void>;
}

/** Numbers that look drawn and are the same each time. Source: mulberry32 */
export function drawnNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Change = (content: Buffer, drawn: (below: number) => number) => void;

const pageOf = (content: Buffer, number: number) =>
  content.subarray(number * PAGE_BYTES, (number + 1) * PAGE_BYTES);
const anyPage = (content: Buffer, drawn: (below: number) => number) =>
  pageOf(content, drawn(content.length / PAGE_BYTES));

/** What is done to a database, and how often at other places. */
const TO_DATABASE: readonly (readonly [name: string, times: number, change: Change])[] = [
  ['a page of zeros', 8, (content, drawn) => anyPage(content, drawn).fill(0)],
  [
    'a page of noise',
    5,
    (content, drawn) => {
      const page = anyPage(content, drawn);
      for (let at = 0; at < page.length; at += 1) page[at] = drawn(256);
    },
  ],
  ['the beginning of a page changed', 6, (content, drawn) => anyPage(content, drawn).fill(drawn(256), 0, 12)],
  ['a byte of the header changed', 10, (content, drawn) => (content[drawn(100)] = drawn(256))],
  [
    'a bit changed',
    6,
    (content, drawn) => {
      const at = drawn(content.length);
      content[at] = (content[at] ?? 0) ^ (1 << drawn(8));
    },
  ],
  [
    'a page in the place of another',
    3,
    (content, drawn) => anyPage(content, drawn).copy(anyPage(content, drawn)),
  ],
];

/** What is done to a log with many transactions; the last is left alone, whose loss cannot be told from a power cut. */
const TO_LOG: readonly (readonly [name: string, times: number, change: Change])[] = [
  ['a page of zeros', 2, (content, drawn) => frameOf(content, drawn).fill(0, 24)],
  [
    'a byte changed',
    4,
    (content, drawn) => {
      const frame = frameOf(content, drawn);
      const at = drawn(frame.length);
      frame[at] = (frame[at] ?? 0) ^ (1 + drawn(255));
    },
  ],
  ['its header gone', 1, (content) => content.fill(0, 0, LOG_HEADER_BYTES)],
];

/** Any of the first half. */
function frameOf(content: Buffer, drawn: (below: number) => number): Buffer {
  const salt = content.subarray(16, 24);
  let frames = 0;
  const at = (number: number) => LOG_HEADER_BYTES + number * FRAME_BYTES;
  while (content.subarray(at(frames) + 8, at(frames) + 16).equals(salt)) frames += 1;
  const number = drawn(Math.floor(frames / 2));
  return content.subarray(at(number), at(number + 1));
}

const LENGTHS: readonly (readonly [name: string, lengthOf: (bytes: number) => number])[] = [
  ['emptied', () => 0],
  ['cut within its header', () => 60],
  ['cut to its first page', () => PAGE_BYTES],
  ['cut to a half', (bytes) => Math.floor(bytes / PAGE_BYTES / 2) * PAGE_BYTES],
  ['cut within its last page', (bytes) => bytes - 1_000],
];

/** Some fifty ways, each at places that are drawn, the same at each run. */
export const FILE_DAMAGES: readonly FileDamage[] = [
  ...TO_DATABASE.flatMap(changes('')),
  ...TO_LOG.flatMap(changes('-wal')),
  ...LENGTHS.map(
    ([name, lengthOf]): FileDamage => ({
      name,
      of: '',
      isOfContent: false,
      inflict: async (path) => truncate(path, lengthOf((await readFile(path)).length)),
    }),
  ),
];

function changes(of: FileDamage['of']) {
  return ([name, times, change]: (typeof TO_DATABASE)[number], index: number): readonly FileDamage[] =>
    Array.from({ length: times }, (_, time) => ({
      name: `${name}, ${time + 1}`,
      of,
      isOfContent: name === 'a bit changed',
      async inflict(path) {
        const content = await readFile(path);
        change(content, drawnNumbers(1_000 * index + time));
        await writeFile(path, content);
      },
    }));
}
