import type { Failure } from './results.ts';

/** A step that hangs on megabytes of text is shown in part. */
const MAX_CHARACTERS = 16_384;

/** Where the frames of a stack begin in the text that Cucumber keeps of an error. */
const STACK = /\n\s+at .*(?::\d+:\d+\)?|<anonymous>\)?)\s*(?:\n[\s\S]*)?$/;

/** The block in which Cucumber lays the two values of an assertion beside each other. */
const DIFFERENCE = /\n\s*\+ expected - actual\n([\s\S]*)$/;

/** How waits of the harness give up: what was wanted, then what was there instead. */
const WAITS = [
  /wanted of ([\s\S]*?)\nseen(?:, to its end)?: ([\s\S]*)/,
  /wanted of ([\s\S]*?)\n(its last \d+ entries:[\s\S]*)/,
  /wanted: ([\s\S]*?); seen at last: ([\s\S]*)/,
  /wanted ([\s\S]*?); still not: ([\s\S]*)/,
  // of a push client
  /^expected ([\s\S]*?); it was ([\s\S]*)/,
] as const;

/**
 * What an error says, taken apart as far as its form is known: expected against actual out of an assertion or a wait,
 * message and stack out of any. Text that is too long is cut and says so.
 * @param text - message and stack as Cucumber keeps them
 */
export function failureOf(step: string, text: string): Failure {
  const stackAt = STACK.exec(text)?.index;
  const said = stackAt === undefined ? text : text.slice(0, stackAt);
  const stack = stackAt === undefined ? undefined : text.slice(stackAt).replace(/^\n+/, '');
  const difference = DIFFERENCE.exec(said);
  const message = (difference === null ? said : said.slice(0, difference.index))
    .replace(/^\w*Error(?: \[\w+\])?: /, '')
    // the same once more, as Node tells it
    .replace(difference === null ? /$^/ : /\n\+ actual - expected[\s\S]*$/, '')
    .trim();
  return {
    step,
    message: bounded(message),
    ...(difference?.[1] === undefined ? sidesOfWait(message) : sidesOfDifference(difference[1])),
    ...(stack !== undefined && { stack: bounded(stack) }),
  };
}

function sidesOfWait(message: string): Pick<Failure, 'expected' | 'actual'> {
  for (const form of WAITS) {
    const [, expected, actual] = form.exec(message) ?? [];
    if (expected !== undefined && actual !== undefined) {
      return { expected: bounded(expected), actual: bounded(actual.replace(/^\n/, '')) };
    }
  }
  return {};
}

/** Lines that begin with `+` were expected, those with `-` were there, the rest is both. */
function sidesOfDifference(block: string): Pick<Failure, 'expected' | 'actual'> {
  const lines = block.split('\n').map((line) => line.replace(/^ {4}/, ''));
  const side = (other: string) =>
    bounded(
      lines
        .filter((line) => !line.startsWith(other))
        .map((line) => line.slice(1))
        .join('\n')
        .replace(/^\n+|\s+$/g, ''),
    );
  const [expected, actual] = [side('-'), side('+')];
  // of a bare assertion that something holds, the message says more
  return expected === 'true' && actual === 'false' ? {} : { expected, actual };
}

/** A failure in one line: the two values where both are short, else the first line of what was said. */
export function headline({ message, expected, actual }: Failure): string {
  const isShort = (text: string | undefined) =>
    text !== undefined && text.length <= 60 && !text.includes('\n');
  if (isShort(expected) && isShort(actual)) return `expected ${expected}, got ${actual}`;
  return message.split('\n', 1)[0] ?? '';
}

/** False of messages that say nothing but the two values. */
export function saysMore({ message, expected }: Failure): boolean {
  return expected === undefined || !/^(?:Expected values to be|wanted\b)/.test(message);
}

/** At most so many characters, with a last line that says how many are missing. */
export function bounded(text: string): string {
  if (text.length <= MAX_CHARACTERS) return text;
  return `${text.slice(0, MAX_CHARACTERS)}\n… ${text.length - MAX_CHARACTERS} characters more`;
}
