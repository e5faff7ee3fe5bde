import { DIALECT_NAMES, type DialectName, isDialectName } from '../../protocol/dialect-name.ts';

/** What the words after `npm run features --` ask for. */
export interface OwnRun {
  readonly dialects: readonly DialectName[];
  /** Ids, topics and options, for `push-harness conform`. */
  readonly words: readonly string[];
  /** Not everything was asked for. */
  readonly isSelection: boolean;
  /** Nothing runs. */
  readonly isDryRun: boolean;
  /** Run again whenever a file changes. */
  readonly watches: boolean;
}

const WATCH = '--watch';

/** Options that choose no scenarios. */
const OF_ALL: readonly string[] = ['--parallel', '--retry'];

/** Reads the words: names of dialects, of which both are meant where none is named, `--watch`, and words for `conform`. */
export function readOwnWords(all: readonly string[]): OwnRun {
  const named = all.filter(isDialectName);
  const words = all.filter((word) => !isDialectName(word) && word !== WATCH);
  const others = words.filter(
    (word, index) => !OF_ALL.includes(word) && !OF_ALL.includes(words[index - 1] ?? ''),
  );
  return {
    dialects: named.length === 0 ? DIALECT_NAMES : named,
    words,
    isSelection: others.length > 0,
    isDryRun: words.includes('--dry-run'),
    watches: all.includes(WATCH),
  };
}
