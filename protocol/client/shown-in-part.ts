/** As much of a strange answer as a message shows, characters. */
const SHOWN_CHARACTERS = 200;

const TITLE = /<(title|h1)\b[^>]*>([^<]*)<\/\1>/i;

/** A strange answer on one line: of an HTML page its title, of any other text its beginning. */
export function shownInPart(text: string): string {
  if (text.trim() === '') return 'an empty body';
  if (!/^\s*<(!doctype html|html)\b/i.test(text)) return beginning(text);
  const title = beginning(TITLE.exec(text)?.[2] ?? '');
  return title === '' ? 'an HTML page' : `an HTML page, "${title}"`;
}

function beginning(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length <= SHOWN_CHARACTERS ? line : `${line.slice(0, SHOWN_CHARACTERS)}…`;
}
