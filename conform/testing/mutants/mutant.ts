import { JobEffects } from '../../../server/job/effects.ts';
import type { JobEffect } from '../../../server/job/job-effect.ts';

/** A way for a server to be wrong in one thing, and right in all others. */
export interface Mutant {
  /** What it does wrong, for people. */
  readonly summary: string;
  /** Makes every server of this process so, once and for all. */
  infect(): void;
}

/** Has every job do something else than its tables say: what a transition asks for is changed before it is performed. */
export function reshapeEffects(reshape: (effects: readonly JobEffect[]) => readonly JobEffect[]): void {
  const { perform } = JobEffects.prototype;
  JobEffects.prototype.perform = function (effects) {
    perform.call(this, reshape(effects));
  };
}
