import { join } from 'node:path';
import type { DialectName } from '../../protocol/dialect-name.ts';
import type { ConformanceResults, ScenarioResult } from '../../reports/generators/conformance/results.ts';
import { titleOf } from '../../reports/generators/conformance/scenario-title.ts';
import type { Verdict } from '../../reports/generators/conformance/verdict.ts';
import type { JournalEntry } from '../journal/entry.ts';
import { JournalError } from '../journal/journal-error.ts';
import { JOURNAL_SUBFOLDER } from '../journal/places.ts';
import { type RecordedScenario, readJournal } from '../journal/read-journal.ts';
import { seeScript } from './see-script.ts';
import type { SeenPlace, SeenScript } from './seen-place.ts';

/** A script as it went at one target. */
export interface DrivenScript {
  readonly id: string;
  readonly title: string;
  /** Undefined where it says nothing of the target: it did not run, or this machine was too slow. */
  readonly seen: SeenScript | undefined;
  /** Why there is nothing to compare; empty where there is. */
  readonly why: string;
  /** Names of the quirks that it met. */
  readonly quirks: readonly string[];
}

/** All scripts as they went at one target. */
export interface DrivenRun {
  readonly dialect: DialectName;
  /** By id, in their order. */
  readonly scripts: ReadonlyMap<string, DrivenScript>;
  /** What kept it from being driven to its end; undefined where nothing did. */
  readonly hindrance: string | undefined;
}

/** Verdicts that say what the target did. One that fails once and passes then says nothing sure. */
const SAYING: Readonly<Partial<Record<Verdict, 'passed' | 'failed'>>> = {
  passed: 'passed',
  quirk: 'passed',
  'unexpected pass': 'passed',
  failed: 'failed',
  'known failure': 'failed',
};

/** The place at which what a scenario expects is held against a target. */
export const EXPECTED = 'what the scenario expects';

/** Reads what a conformance run has left in its folder: the scripts are its scenarios. @throws JournalError */
export async function readDriven(
  outDir: string,
  results: ConformanceResults,
  others?: ReadonlyMap<string, string>,
): Promise<DrivenRun> {
  const journal = new Map<string, RecordedScenario>();
  // a later attempt takes the place of an earlier one
  for (const each of await journalIn(join(outDir, JOURNAL_SUBFOLDER))) journal.set(each.id, each);
  return {
    dialect: results.target.dialect as DialectName,
    scripts: new Map(
      results.scenarios
        .filter(({ isUnchosen }) => !isUnchosen)
        .map((each) => [each.id, drivenScript(each, journal.get(each.id), others)]),
    ),
    hindrance: results.hindrance?.why,
  };
}

async function journalIn(folder: string): Promise<readonly RecordedScenario[]> {
  try {
    return await readJournal(folder);
  } catch (error) {
    // a run of nothing has none
    if (error instanceof JournalError) return [];
    throw error;
  }
}

function drivenScript(
  { id, rule = '', name, verdict, reason, failure, quirks = [] }: ScenarioResult,
  recorded: RecordedScenario | undefined,
  others: ReadonlyMap<string, string> | undefined,
): DrivenScript {
  const title = titleOf(rule, name);
  const { [verdict]: said } = SAYING;
  const met = quirks.map((each) => each.name).toSorted();
  if (said === undefined) return { id, title, seen: undefined, why: reason ?? verdict, quirks: met };
  const note = said === 'failed' ? failure?.message : undefined;
  const seen = seenScenario(recorded?.entries ?? [], { said, note }, others);
  return { id, title, seen, why: '', quirks: met };
}

/** What the journal of a scenario shows, and at last what came of it. */
export function seenScenario(
  entries: readonly JournalEntry[],
  { said, note }: { readonly said: 'passed' | 'failed'; readonly note?: string | undefined },
  others?: ReadonlyMap<string, string>,
): SeenScript {
  const seen = [{ value: said, ...(note !== undefined && { note }) }];
  const expected: SeenPlace = { kind: 'verdict', place: EXPECTED, seen };
  return new Map([...seeScript(entries, others), [EXPECTED, expected]]);
}
