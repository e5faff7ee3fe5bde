import { Lexer, Parser } from 'yaml';

/** Levels of lists and mappings in each other: what goes deeper no file of ours means, and readers run out of stack. */
const MAX_LEVELS = 100;
/** Entries of one mapping: a reader compares each key with all before it. */
const MAX_ENTRIES = 5_000;
/** Places where an anchor is used. */
const MAX_ALIASES = 1_000;

const TOO_DEEP = `is nested more than ${MAX_LEVELS} levels deep: make it flatter`;

/**
 * Why YAML is not read further: it is so deep, or has so much in one place, that reading it takes memory and time out of
 * proportion. Takes time in proportion to its length. Undefined for all other text, be it YAML or not.
 */
export function excessOf(source: string): string | undefined {
  const parser = new Parser();
  let aliases = 0;
  for (const lexeme of new Lexer().lex(source)) {
    if (lexeme.startsWith('*')) aliases++;
    // what has been parsed is parsed again by the reader: here only the depth is looked at
    for (const _ of parser.next(lexeme));
    if (parser.stack.length > MAX_LEVELS) return TOO_DEEP;
    if (aliases > MAX_ALIASES)
      return `uses anchors more than ${MAX_ALIASES} times: write out what they stand for`;
    const top = parser.stack.at(-1);
    if (top !== undefined && isMapping(top) && top.items.length > MAX_ENTRIES)
      return `has a mapping of more than ${MAX_ENTRIES} entries: divide it`;
  }
  return undefined;
}

function isMapping(
  token: Parser['stack'][number],
): token is Extract<typeof token, { readonly items: readonly unknown[] }> {
  return token.type === 'block-map' || (token.type === 'flow-collection' && token.start.source === '{');
}

/** Why content is not used: through its aliases it is deeper than its text, or stands in itself. */
export function depthFault(content: unknown): string | undefined {
  const levels = new Map<object, number>();
  const isTooDeep = (value: unknown, level: number): boolean => {
    if (typeof value !== 'object' || value === null || level <= (levels.get(value) ?? 0)) return false;
    if (level > MAX_LEVELS) return true;
    levels.set(value, level);
    return Object.values(value).some((part) => isTooDeep(part, level + 1));
  };
  return isTooDeep(content, 1) ? `${TOO_DEEP}, and let no anchor stand in itself` : undefined;
}
