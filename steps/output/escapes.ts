const LETTERS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0', '\\': '\\' };

/** `\n`, `\t`, `\0`, `\x1b`, `\ufeff` … as in a JavaScript string, so that a table can hold any character. */
export function unescaped(text: string): string {
  return text.replaceAll(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|([nrt0\\]))/g,
    (_, byte: string | undefined, unit: string | undefined, letter: string) => {
      const hex = byte ?? unit;
      return hex === undefined ? (LETTERS[letter] ?? '') : String.fromCharCode(Number.parseInt(hex, 16));
    },
  );
}
