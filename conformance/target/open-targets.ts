import type { ResolvedTarget } from '../target-file/resolved-target.ts';
import { connectTarget } from './connect-target.ts';
import type { Target } from './target.ts';

/**
 * The targets that this process has open: the one of the run, opened once, and where scenarios name the quirks of their
 * servers one for each choice of quirks.
 */
export class OpenTargets {
  readonly #resolved: ResolvedTarget;
  readonly #opening = new Map<string, Promise<Target>>();

  constructor(resolved: ResolvedTarget) {
    this.#resolved = resolved;
  }

  /** @param scenario its id; without one the target of the run, which is opened for nothing where none uses it */
  of(scenario: string | undefined): Promise<Target> {
    const quirks = scenario === undefined ? undefined : this.#resolved.quirksByScenario?.[scenario];
    const key = quirks?.join() ?? '';
    let opening = this.#opening.get(key);
    if (opening === undefined) {
      opening = connectTarget(
        quirks === undefined ? this.#resolved : { ...this.#resolved, server: { kind: 'in-process', quirks } },
      );
      this.#opening.set(key, opening);
    }
    return opening;
  }

  async stop(): Promise<void> {
    for (const opening of this.#opening.values()) await (await opening).stop();
  }
}
