/** Characters that change what a reader sees of the text around them: directions and joiners. */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text of others as it may stand in a report: control characters become their pictures (␛ for escape) or are named,
 * as are those that turn the direction of text (`⟨U+202E⟩`); halves of a pair and what is no character become U+FFFD, as XML
 * could not hold them. Line feeds and tabs stay.
 */
export function visible(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(/\p{Cc}/gu, pictureOf)
    .replaceAll(DIRECTIONS, named)
    .replaceAll(/[\p{Surrogate}\ufffe\uffff]/gu, '\ufffd');
}

function pictureOf(character: string): string {
  if (character === '\n' || character === '\t') return character;
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : named(character);
}

function named(character: string): string {
  return `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
