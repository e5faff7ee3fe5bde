import type { ClientQuirkName } from '../../../protocol/quirks/catalogue.ts';
import type { Level } from '../../../reports/generators/conformance/verdict.ts';
import type { Testbed } from '../testbed/testbed.ts';

/** Notes that the client has this quirk, with what was seen of it in a few words. The check goes on and judges the rest. */
export type MeetQuirk = (name: ClientQuirkName, evidence: string) => void;

/** One thing that a push client has to do. */
export interface Check {
  /** Never changes, and is never given again. */
  readonly id: string;
  readonly level: Level;
  /** What the client does when it is right. */
  readonly name: string;
  /** Where that stands: `protocol §8`. */
  readonly source: string;
  /** Shortest time that it takes, where that may be too long to wait for, milliseconds. */
  readonly takesMs?: (testbed: Testbed) => number;
  /** Resolves when the client has done it. @throws Unmet, ClientEnded, Interrupted */
  readonly run: (testbed: Testbed, meet: MeetQuirk) => Promise<void>;
}

/** Checks that belong together, with what they are about. */
export interface Topic {
  readonly name: string;
  readonly about: string;
  readonly checks: readonly Check[];
}
