import { createScanner, type JSONScanner } from 'jsonc-parser';

/**
 * Whether an object that is the value of the top-level key `key` names one of its own keys twice. `JSON.parse` cannot
 * tell: it keeps the last. The text is a JSON object; keys are compared as they read, escapes undone.
 *
 * Tokens are read one by one, since a parser that calls itself overflows on what is nested deeply enough.
 */
export function hasDuplicateKeys(text: string, key: string): boolean {
  const scanner = createScanner(text, true);
  let depth = 0;
  let topKey: string | undefined;
  /** Those of the object looked at, while inside it. */
  let keys: Set<string> | undefined;
  for (let mark = nextMark(scanner, text); mark !== undefined; mark = nextMark(scanner, text)) {
    if (mark === '{' || mark === '[') {
      depth += 1;
      if (depth === 2) keys = mark === '{' && topKey === key ? new Set() : undefined;
    } else if (mark === '}' || mark === ']') {
      depth -= 1;
    } else if (mark === '"' && (depth === 1 || (depth === 2 && keys))) {
      const name = scanner.getTokenValue();
      if (!isFollowedByColon(scanner, text)) continue;
      if (depth === 1) topKey = name;
      else if (keys?.has(name)) return true;
      else keys?.add(name);
    }
  }
  return false;
}

/** Reads a token and gives its first character, which tells a JSON token's kind; `undefined` at the end. */
function nextMark(scanner: JSONScanner, text: string): string | undefined {
  scanner.scan();
  return text[scanner.getTokenOffset()];
}

function isFollowedByColon(scanner: JSONScanner, text: string): boolean {
  const after = scanner.getPosition();
  const mark = nextMark(scanner, text);
  scanner.setPosition(after);
  return mark === ':';
}
