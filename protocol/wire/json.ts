import { type Parsed, parsed, refused } from './parsed.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Arrays and objects in each other: the protocol knows five, and whoever writes out thousands runs out of stack. */
const MAX_LEVELS = 100;

/** The JSON value in a body frame; `bad_json` where the bytes are no UTF-8 or no JSON, or go too deep. */
export function parseJson(body: Uint8Array): Parsed<unknown, 'bad_json'> {
  try {
    return parsed(parseJsonText(utf8.decode(body)));
  } catch {
    // what exactly is wrong with a stranger's bytes is of no use to anybody
    return refused('bad_json');
  }
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
