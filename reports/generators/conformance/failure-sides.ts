import { headline } from './failure-text.ts';
import type { Failure } from './results.ts';

/** A failure in lines: each has a word before it and is one line, whatever a server has sent. */
export type FailureSide = readonly [word: 'expected' | 'actual' | 'said', text: string];

/** Characters of a side before what differs. */
const KEPT_BEFORE = 24;

/** Characters that two sides share from their start before that part is left out. */
const MIN_LEFT_OUT = 60;

/**
 * What was expected and what was there, a line each; where the values are not known, what was said.
 * @param maxCharacters of a text; what is longer is cut, and says so
 */
export function failureSides(failure: Failure, maxCharacters: number): readonly FailureSide[] {
  const { expected, actual } = failure;
  if (expected === undefined || actual === undefined)
    return [['said', cut(oneLine(headline(failure)), maxCharacters)]];
  const [wanted, seen] = withoutShared(oneLine(expected), oneLine(lastOf(actual)));
  return [
    ['expected', cut(wanted, maxCharacters)],
    ['actual', cut(seen, maxCharacters)],
  ];
}

/** Of a list of entries the last: what was there when the wait ended. */
function lastOf(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const [first = '', ...entries] = lines;
  const isList =
    entries.length > 0 && lines.slice(/:\s*$/.test(first) ? 1 : 0).every((line) => /^ {2}\S/.test(line));
  return isList ? `at last ${lines.at(-1)?.trim() ?? ''}` : text;
}

function oneLine(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  // GitHub's runner obeys ##[command] anywhere in a line
  return line === '' ? '(nothing)' : line.replaceAll('##[', '## [');
}

/** Both without the long beginning that they share. */
function withoutShared(one: string, other: string): readonly [string, string] {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared++;
  const from = shared - KEPT_BEFORE;
  return shared < MIN_LEFT_OUT ? [one, other] : [`…${one.slice(from)}`, `…${other.slice(from)}`];
}

function cut(text: string, maxCharacters: number): string {
  return text.length <= maxCharacters ? text : `${text.slice(0, Math.max(1, maxCharacters - 1))}…`;
}
