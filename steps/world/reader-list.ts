import { parseNodeList } from './node-list.ts';

/** `reader1`, `reader1, reader2 and reader3`, `reader1 to reader50` as labels. */
export function parseReaderList(text: string): readonly string[] {
  const [first, last] = text.split(' to reader').map((part) => Number(/\d+$/.exec(part)?.[0]));
  if (first === undefined || last === undefined) return parseNodeList(text);
  return Array.from({ length: last - first + 1 }, (_, index) => `reader${first + index}`);
}
