/** Levels of pino from error on. */
const ERROR_LEVEL = 50;
/** Of a line that is longer only its end is looked at. */
const MAX_LINE_CHARACTERS = 65_536;

/** Counts the errors in a log that comes in pieces, a JSON object a line. */
export class ErrorLines {
  count = 0;
  #rest = '';

  add(text: string): void {
    const lines = `${this.#rest}${text}`.split('\n');
    this.#rest = (lines.pop() ?? '').slice(-MAX_LINE_CHARACTERS);
    this.count += lines.filter(isError).length;
  }
}

function isError(line: string): boolean {
  try {
    const { level } = Object(JSON.parse(line)) as { readonly level?: unknown };
    return typeof level === 'number' && level >= ERROR_LEVEL;
  } catch {
    return false; // a warning of Node, or the end of a line
  }
}
