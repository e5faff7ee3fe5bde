/** What is told by a line of words. */
export const LINE_KEYS = { s: 'scale', b: 'behave', k: 'kill', f: 'fault' } as const;
export type LineVerb = (typeof LINE_KEYS)[keyof typeof LINE_KEYS];

/** Words that are being typed; undefined where keys stand for themselves. */
export interface KeyLine {
  readonly verb: LineVerb;
  readonly text: string;
}

/** What a key asks for. */
export type KeyAct =
  | { readonly act: 'more' | 'fewer' | 'end' | 'suspend' }
  | { readonly act: 'tell'; readonly verb: LineVerb; readonly words: readonly string[] };

/** What has become of the line, and what is to be done. */
export interface Pressed {
  readonly line: KeyLine | undefined;
  readonly act?: KeyAct;
}

/** Characters of a line. */
const MAX_TEXT = 200;
const [CTRL_C, CTRL_U, CTRL_Z, ESCAPE] = ['\u0003', '\u0015', '\u001a', '\u001b'];
/** A sequence, or a character. */
const KEY = new RegExp(`${ESCAPE}[[O][0-?]*[ -/]*[@-~]|[^]`, 'gu');

/** What a key does. Terminals send one character for it, and several, which begin with an escape, for arrows and the like. */
export function press(line: KeyLine | undefined, key: string): Pressed {
  if (key === CTRL_C) return { line: undefined, act: { act: 'end' } };
  if (key === CTRL_Z) return { line, act: { act: 'suspend' } };
  return line === undefined ? alone(key) : inLine(line, key);
}

function alone(key: string): Pressed {
  const line = undefined;
  if (key === '+' || key === '=') return { line, act: { act: 'more' } };
  if (key === '-') return { line, act: { act: 'fewer' } };
  if (key === 'q') return { line, act: { act: 'end' } };
  const verb = Object.hasOwn(LINE_KEYS, key) ? LINE_KEYS[key as keyof typeof LINE_KEYS] : undefined;
  return { line: verb && { verb, text: '' } };
}

function inLine(line: KeyLine, key: string): Pressed {
  const { verb, text } = line;
  if (key === '\r' || key === '\n') {
    const words = text
      .trim()
      .split(/\s+/)
      .filter((word) => word !== '');
    return words.length === 0 ? { line: undefined } : { line: undefined, act: { act: 'tell', verb, words } };
  }
  if (key === ESCAPE) return { line: undefined };
  if (key === CTRL_U) return { line: { verb, text: '' } };
  if (key === '\u007f' || key === '\b')
    return { line: { verb, text: Array.from(text).slice(0, -1).join('') } };
  // arrows and what else cannot be seen
  if (/\p{C}/u.test(key) || text.length + key.length > MAX_TEXT) return { line };
  return { line: { verb, text: text + key } };
}

/** Keys of what a terminal has sent at once: a sequence is one, all else is one a character. */
export function keysIn(sent: string): readonly string[] {
  return Array.from(sent.matchAll(KEY), ([key]) => key);
}

/** The last line of the view. */
export function keyHelp(line: KeyLine | undefined): readonly string[] {
  if (line === undefined)
    return ['+ - a tenth of the nodes', 's scale', 'b behave', 'k kill', 'f fault', 'q end'];
  return [`${line.verb}> ${line.text}_`, `${EXAMPLES[line.verb]}; Enter does it, Esc does not`];
}

const EXAMPLES: Readonly<Record<LineVerb, string>> = {
  scale: 'such as 300, +50 or slow 20',
  behave: 'such as 5% slow delayMs=5000',
  kill: 'such as 10% for 30s',
  fault: 'such as NAME for 30s, or NAME off',
};
