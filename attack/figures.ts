import type { MachineInfo } from '../bench/report/machine-info.ts';
import type { VerdictLine } from '../bench/report/verdict-lines.ts';
import type { Size } from '../bench/run/benchmark.ts';
import type { Sent, TrialOutcome } from './attack.ts';
import type { InnocentsReport } from './processes/innocents-child.ts';
import type { ServeEnd } from './processes/serve.ts';

/** What was measured of a server while a storm went over it. Memory is resident, in bytes. */
export interface StormFigures {
  readonly sent: Sent;
  readonly seconds: number;
  readonly idleBytes: number;
  readonly mostBytes: number;
  /** When the storm has been over for ten seconds. */
  readonly afterBytes: number;
  /** The longest delay of the server's event loop, milliseconds. */
  readonly loopMs: number;
  /** What innocents saw while nothing else went on, during the storm, and ten seconds after it. */
  readonly before: InnocentsReport;
  readonly during: InnocentsReport;
  readonly after: InnocentsReport;
  readonly ended: ServeEnd;
}

/** What came of one attack. */
export interface Result {
  readonly name: string;
  readonly about: string;
  readonly storm?: StormFigures;
  readonly trial?: TrialOutcome;
  readonly verdict: readonly VerdictLine[];
  /** Why it could not be made, or what it broke: a server that has ended, say. */
  readonly failure?: string;
}

/** A run of attacks, as `attack.json` has it. */
export interface AttackFile {
  readonly kind: 'push-harness/attack';
  readonly version: 1;
  readonly date: string;
  readonly machine: MachineInfo;
  readonly size: Size;
  readonly dialect: string;
  readonly interrupted: boolean;
  readonly results: readonly Result[];
}
