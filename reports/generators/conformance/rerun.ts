import type { ConformanceResults } from './results.ts';
import type { Verdict } from './verdict.ts';

/** Options that say which scenarios run, or where the report goes, and how many words each takes after it. */
const LEFT_OUT: Readonly<Record<string, number>> = {
  '--level': 1,
  '--tags': 1,
  '--topic': 1,
  '--only': 1,
  '--out': 1,
  '--rerun': 1,
  '--shard': 1,
  '--dry-run': 0,
  '--fail-fast': 0,
  '--json': 0,
};

const ID = /^[A-Z]+-\d{3,}(?::\d+)?$/;
const PLAIN_WORD = /^[\w@%+=:,./-]+$/;

/** Verdicts that are worth another try. */
const TRIED_AGAIN: readonly Verdict[] = ['failed', 'error', 'inconclusive', 'flaky'];

/** The ids to try again, and those that the run was kept from judging, one a line: what `--rerun` takes. */
export function rerunText({ scenarios }: ConformanceResults): string {
  return scenarios
    .filter(({ verdict, isHindered }) => TRIED_AGAIN.includes(verdict) || isHindered === true)
    .map(({ id }) => `${id}\n`)
    .join('');
}

/** The command that runs these scenarios again against the same target, ready for a shell. */
export function rerunCommand({ commandLine }: ConformanceResults, ids: readonly string[]): string {
  const [command = 'conform', ...rest] = commandLine;
  return shellLine([command, ...ids, ...withoutSelection(rest)]);
}

/** The command of the run itself, ready for a shell. */
export function sameCommand({ commandLine }: ConformanceResults): string {
  return shellLine(commandLine);
}

function shellLine(words: readonly string[]): string {
  return ['push-harness', ...words].map(quoted).join(' ');
}

function withoutSelection(words: readonly string[]): readonly string[] {
  const kept: string[] = [];
  // ids and topics come first; what begins with an option is kept or left out with its value
  const firstOption = words.findIndex((word) => word.startsWith('--'));
  if (firstOption === -1) return [];
  for (let index = firstOption; index < words.length; index++) {
    const word = words[index] ?? '';
    const values = LEFT_OUT[word.replace(/=.*$/, '')];
    if (values !== undefined) {
      index += word.includes('=') ? 0 : values;
      continue;
    }
    // an id stands alone; after an option it may be that option's value
    const before = words[index - 1] ?? '';
    const isValue = before.startsWith('--') && !before.includes('=') && LEFT_OUT[before] === undefined;
    if (isValue || !ID.test(word)) kept.push(word);
  }
  return kept;
}

function quoted(word: string): string {
  return PLAIN_WORD.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
