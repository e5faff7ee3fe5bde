import { renderTable, type TextColumn } from '../bench/report/table.ts';
import { renderVerdict } from '../bench/report/verdict-lines.ts';
import type { Attack } from './attack.ts';
import type { Result } from './figures.ts';
import { hasHeld, MAX_JOB_MS, MAX_MB_ABOVE, MAX_REQUEST_MS, most } from './verdict.ts';

const MB = 1_048_576;

const COLUMNS: readonly TextColumn[] = [
  { title: '', align: 'left' },
  { title: 'attack', align: 'left' },
  { title: 'sent', align: 'left' },
  { title: 'idle', align: 'right' },
  { title: 'at most', align: 'right' },
  { title: 'after 10 s', align: 'right' },
  { title: 'loop', align: 'right' },
  { title: 'request', align: 'right' },
  { title: 'job', align: 'right' },
];

/** All attacks as a table, and below it all of those that did not hold. */
export function renderResults(results: readonly Result[]): string {
  const rows = results.map((result) => [markOf(result), result.name, ...cellsOf(result)]);
  const wrong = results.filter((result) => hasHeld(result) !== true);
  const held = results.length - wrong.length;
  return [
    renderTable(COLUMNS, rows),
    '',
    `allowed: ${MAX_MB_ABOVE} MB above idle, ${MAX_REQUEST_MS} ms for a request, ${MAX_JOB_MS} ms for a job on twenty nodes`,
    ...wrong.flatMap((result) => ['', renderResult(result)]),
    '',
    `${held} of ${results.length} attacks came to nothing`,
  ].join('\n');
}

/** One attack line by line. */
export function renderResult({ name, about, verdict, failure }: Result): string {
  const heading = `${name}: ${about}`;
  return failure === undefined ? renderVerdict(heading, verdict) : `${heading}\nFAIL  ${failure}`;
}

/** The attacks there are, for who asks. */
export function renderList(attacks: readonly Attack[]): string {
  const width = Math.max(...attacks.map(({ name }) => name.length));
  return attacks.map(({ name, about }) => `${name.padEnd(width)}  ${about}`).join('\n');
}

function markOf(result: Result): string {
  const outcome = hasHeld(result);
  if (outcome === undefined) return '–';
  return outcome ? 'ok' : 'FAIL';
}

function cellsOf({ storm, trial }: Result): readonly string[] {
  if (storm === undefined) return [trial?.figure ?? ''];
  const { sent, idleBytes, mostBytes, afterBytes, loopMs, during } = storm;
  return [
    `${sent.count.toLocaleString('en')} ${sent.what}, ${megabytes(sent.bytes)}`,
    megabytes(idleBytes),
    `${megabytes(mostBytes)} (+${Math.round((mostBytes - idleBytes) / MB)})`,
    megabytes(afterBytes),
    milliseconds(loopMs),
    milliseconds(most(during.requestsMs)),
    milliseconds(most(during.jobsMs)),
  ];
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / MB).toLocaleString('en')} MB`;
}

function milliseconds(ms: number): string {
  return `${Math.round(ms).toLocaleString('en')} ms`;
}
