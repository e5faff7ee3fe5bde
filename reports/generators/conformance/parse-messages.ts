import type { Envelope } from '@cucumber/messages';

/**
 * The messages of a run out of their text, one JSON object a line.
 * A last line that was cut off, as a run that was killed leaves it, is left out.
 * @throws SyntaxError for any other line that is no JSON, naming its number
 */
export function parseMessages(ndjson: string): readonly Envelope[] {
  const lines = ndjson.split('\n').map((line) => line.trimEnd());
  const lastNumber = lines.findLastIndex((line) => line !== '');
  return lines.flatMap((line, index) => {
    if (line === '') return [];
    try {
      return [JSON.parse(line) as Envelope];
    } catch (cause) {
      if (index === lastNumber) return [];
      throw new SyntaxError(`line ${index + 1} of the messages is no JSON`, { cause });
    }
  });
}
