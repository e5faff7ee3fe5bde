/** The two kinds of Push Jobs server: as the documentation has it, and as the shipped server is. Source: protocol §2 and §7. */
export const DIALECT_NAMES = ['documented', 'pushy-server'] as const;
export type DialectName = (typeof DIALECT_NAMES)[number];

export function isDialectName(word: string): word is DialectName {
  return DIALECT_NAMES.some((name) => name === word);
}
