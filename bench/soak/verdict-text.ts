import type { SoakFigures } from './figures.ts';
import type { VerdictLine } from './verdict.ts';

/** Faults of one line that are shown. */
const MAX_FAULTS_SHOWN = 10;

/** What was soaked, and how long. */
export function soakHeading({ seconds, nodes, seed, interrupted }: SoakFigures): string {
  return `${seconds} s with ${nodes} nodes, seed ${seed}${interrupted ? ', interrupted' : ''}`;
}

/** The verdict for people: each line a figure, what speaks against it below, and at last what did not hold. */
export function renderVerdict(heading: string, lines: readonly VerdictLine[]): string {
  const width = Math.max(...lines.map(({ title }) => title.length));
  const wrong = lines.filter(({ holds }) => holds === false).map(({ title }) => title);
  return [
    heading,
    ...lines.flatMap((line) => [
      `${markOf(line)}  ${line.title.padEnd(width)}  ${line.figure}`,
      ...faultLines(line.faults).map((fault) => `${' '.repeat(6 + 2 + width)}${fault}`),
    ]),
    wrong.length === 0 ? 'everything checked holds' : `does not hold: ${wrong.join(', ')}`,
  ].join('\n');
}

function markOf({ holds }: VerdictLine): string {
  if (holds === undefined) return '   –';
  return holds ? '  ok' : 'FAIL';
}

function faultLines(faults: readonly string[]): readonly string[] {
  const more = faults.length - MAX_FAULTS_SHOWN;
  return more > 0 ? [...faults.slice(0, MAX_FAULTS_SHOWN), `and ${more} more`] : faults;
}
