import {
  type BehaviourChoice,
  chooseBehaviours,
  UnknownBehaviour,
} from '../../simulator/behaviours/choose.ts';
import { assertMayRun, RootRefused } from '../../simulator/fleet/real-commands.ts';
import { sentence } from '../output/sentence.ts';
import { UsageError } from '../program/errors.ts';

/** Throws `UsageError` for behaviours that cannot be had here. */
export function checkBehaviours(behaviours: readonly BehaviourChoice[], allowRoot: boolean): void {
  try {
    assertMayRun(chooseBehaviours(behaviours), allowRoot);
  } catch (error) {
    const isMistake = error instanceof UnknownBehaviour || error instanceof RootRefused;
    throw isMistake ? new UsageError(sentence(error.message), { cause: error }) : error;
  }
}
