/** What a terminal would obey rather than show: control and format characters, line separators. */
export const UNSAFE_CHARACTERS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A value as JSON on one line, in which what a terminal would obey is escaped: it is the same value. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(UNSAFE_CHARACTERS, (character) =>
    Array.from(
      { length: character.length },
      (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
