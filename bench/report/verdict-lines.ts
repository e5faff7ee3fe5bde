/** One thing that must hold. */
export interface VerdictLine {
  readonly title: string;
  /** Undefined: it could not be told. */
  readonly holds: boolean | undefined;
  readonly figure: string;
  /** What speaks against it, in sentences. */
  readonly faults: readonly string[];
}

/** Faults of one line that are shown. */
const MAX_FAULTS_SHOWN = 10;

/** True unless one of the lines does not hold. */
export function holds(lines: readonly VerdictLine[]): boolean {
  return lines.every((each) => each.holds !== false);
}

/** The verdict for people: each line a figure, what speaks against it below, and at last what did not hold. */
export function renderVerdict(heading: string, lines: readonly VerdictLine[]): string {
  const width = Math.max(...lines.map(({ title }) => title.length));
  const wrong = lines.filter((line) => line.holds === false).map(({ title }) => title);
  return [
    heading,
    ...lines.flatMap((line) => [
      `${markOf(line)}  ${line.title.padEnd(width)}  ${line.figure}`,
      ...faultLines(line.faults).map((fault) => `${' '.repeat(6 + 2 + width)}${fault}`),
    ]),
    wrong.length === 0 ? 'everything checked holds' : `does not hold: ${wrong.join(', ')}`,
  ].join('\n');
}

function markOf(line: VerdictLine): string {
  if (line.holds === undefined) return '   –';
  return line.holds ? '  ok' : 'FAIL';
}

function faultLines(faults: readonly string[]): readonly string[] {
  const more = faults.length - MAX_FAULTS_SHOWN;
  return more > 0 ? [...faults.slice(0, MAX_FAULTS_SHOWN), `and ${more} more`] : faults;
}
