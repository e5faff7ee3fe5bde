import { createScanner } from 'jsonc-parser';

/**
 * How the number that is the value of the top-level key `key` is written in this JSON text: `1.0` and `1` are one number.
 * The last of several counts, as it does for `JSON.parse`; `undefined` where there is none.
 */
export function numberAsWritten(text: string, key: string): string | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  let atKey = false;
  let found: string | undefined;
  scanner.scan();
  // the first character tells the kind of a JSON token
  for (let mark = text[scanner.getTokenOffset()]; mark !== undefined; mark = next()) {
    if (mark === ':') continue;
    if (mark === '{' || mark === '[') depth += 1;
    else if (mark === '}' || mark === ']') depth -= 1;
    else if (atKey && /[-\d]/.test(mark)) found = scanner.getTokenValue();
    atKey = mark === '"' && depth === 1 && scanner.getTokenValue() === key;
  }
  return found;

  function next(): string | undefined {
    scanner.scan();
    return text[scanner.getTokenOffset()];
  }
}
