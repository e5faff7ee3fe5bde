import { type Defect, shownText } from './defect.ts';
import { type Parsed, parsed, refused } from './parsed.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Arrays and objects in each other: the protocol knows five, and whoever writes out thousands runs out of stack. */
const MAX_LEVELS = 100;

/** The JSON value in a body frame; `bad_json` where the bytes are no UTF-8 or no JSON, or go too deep. */
export function parseJson(body: Uint8Array): Parsed<unknown, 'bad_json'> {
  let text: string | undefined;
  try {
    text = utf8.decode(body);
    return parsed(parseJsonText(text));
  } catch (error) {
    return refused('bad_json', jsonDefect(text, error));
  }
}

/** @param text undefined where the bytes are no UTF-8 */
function jsonDefect(text: string | undefined, error: unknown): Defect {
  const expected = 'an object in JSON';
  if (text === undefined) return { field: 'body', value: 'bytes that are no UTF-8', expected };
  if (text === '') return { field: 'body', value: 'empty', expected };
  const { message } = error as Error;
  if (/nested/.test(message)) return { field: 'body', value: 'nested too deep', expected };
  // the engine says where only of some mistakes
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined && Number(position) > 0 && Number(position) < text.length) {
    const value = `not readable from character ${position} on: ${shownText(text.slice(Number(position)))}`;
    return { field: 'body', value, expected };
  }
  const isCutShort = /end of JSON|Unterminated|at position/.test(message);
  const value = `${shownText(text)}${isCutShort ? ' and ends too early' : ''}`;
  return { field: 'body', value, expected };
}

/**
 * The value in JSON text of others. Whatever it is, it can be written out again.
 * @throws SyntaxError where it is no JSON, or arrays and objects stand in each other more than a hundred times
 */
export function parseJsonText(text: string): unknown {
  if (isTooDeep(text)) throw new SyntaxError(`JSON is nested more than ${MAX_LEVELS} levels deep`);
  return JSON.parse(text);
}

const [QUOTE, BACKSLASH] = ['"', '\\'].map((mark) => mark.charCodeAt(0));
const OPENING = ['[', '{'].map((mark) => mark.charCodeAt(0));
const CLOSING = [']', '}'].map((mark) => mark.charCodeAt(0));

/** Read character by character: of a parser that calls itself the stack would be the bound. */
function isTooDeep(text: string): boolean {
  if (text.length <= 2 * MAX_LEVELS) return false;
  let level = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isInString) {
      if (code === BACKSLASH) at++;
      else isInString = code !== QUOTE;
    } else if (code === QUOTE) isInString = true;
    else if (OPENING.includes(code)) {
      level++;
      if (level > MAX_LEVELS) return true;
    } else if (CLOSING.includes(code)) level--;
  }
  return false;
}
