import type { PageWords } from '../html/words.ts';
import type { Change } from './comparison.ts';
import type { ReportedDialect } from './run-facts.ts';
import type { Level, Verdict } from './verdict.ts';

/** What each verdict says of a scenario; `verdict.ts` has how it is come to. */
export const VERDICT_MEANINGS: Readonly<Record<Verdict, string>> = {
  failed: 'The target does not do what the scenario requires.',
  error: 'push-jobs-harness itself failed; this says nothing about the target.',
  'unexpected pass': 'It passed, and the list of known failures says that it fails: the entry can go.',
  inconclusive: 'It failed while this machine or the target was too slow for the timings; this says nothing.',
  flaky: 'It failed at first, and passed when it was tried again.',
  'known failure': "It failed, as the target's list of known failures says, with a reason.",
  quirk: 'It passed, and met a named difference (a quirk) that is accepted of this target.',
  passed: 'The target does what the scenario requires.',
  'not run': 'It was not selected, or the run ended before its turn.',
  'not applicable': 'It needs something that this target does not offer, or is about the other dialect.',
};

/** How much a requirement binds. */
export const LEVEL_MEANINGS: Readonly<Record<Level, string>> = {
  must: 'Others rely on it; a run in which one fails has failed (exit code 1).',
  should: 'It is asked for, and others live without it.',
  may: 'A detail that others may notice.',
  extension: 'It binds only servers that offer it, such as the reference server of this project.',
};

const DIALECT_MEANINGS: Readonly<Record<ReportedDialect, string>> = {
  documented: "Requests and answers as in Chef's published documentation.",
  'pushy-server': 'Requests and answers as the server that Chef shipped has them.',
};

/** What a report of one run needs to be read. */
export const REPORT_WORDS: PageWords = {
  ...VERDICT_MEANINGS,
  ...LEVEL_MEANINGS,
  ...Object.fromEntries(
    Object.entries(DIALECT_MEANINGS).map(([name, meaning]) => [`dialect ${name}`, meaning]),
  ),
};

/** What became of a scenario from the first run to the others. */
export const CHANGE_MEANINGS: Readonly<Record<Change, string>> = {
  lost: 'The first run has it, and another has it not: it fails there, or is no longer offered.',
  gained: 'The first run has it not, and another has it.',
  changed: 'Another verdict that says the same of the target, such as flaky after passed.',
  'not compared': 'One of the runs did not judge it.',
  same: 'Every run has the same verdict.',
};
