import type { Envelope } from '@cucumber/messages';
import { ATTEMPTS_VARIABLE } from '../journal/places.ts';
import { AttemptAgain } from './attempt-again.ts';
import type { FeatureRunOptions, RunFeatures } from './run-features.ts';

/**
 * Runs scenarios; those that failed while judge or server was held up are run again after all others, one at a time with
 * nothing beside it. The messages are those of one run.
 * @param mayRepeat whether the scenario at a place, `URI:LINE`, is worth another attempt
 * @param onRepeat told how many are run again, before they are
 * @throws where Cucumber or the harness failed
 */
export async function runAndRepeat(
  run: RunFeatures,
  options: FeatureRunOptions,
  {
    mayRepeat,
    onRepeat,
  }: { readonly mayRepeat: (place: string) => boolean; readonly onRepeat: (count: number) => void },
): Promise<void> {
  const merged = new AttemptAgain(mayRepeat);
  const passOn = (envelopes: readonly Envelope[]): void => {
    for (const envelope of envelopes) options.onMessage(envelope);
  };
  try {
    await run({ ...options, onMessage: (envelope) => passOn(merged.first(envelope)) });
    const { heldUp } = merged;
    if (heldUp.length === 0 || options.stopping.aborted) return;
    onRepeat(heldUp.length);
    await run({
      ...options,
      selected: heldUp,
      // in the process of Cucumber itself
      parallel: 0,
      retry: 0,
      env: { ...options.env, [ATTEMPTS_VARIABLE]: String(1 + options.retry) },
      onMessage: (envelope) => passOn(merged.again(envelope)),
    });
  } finally {
    passOn(merged.end());
  }
}
