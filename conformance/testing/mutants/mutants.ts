import { AVAILABILITY_MUTANTS } from './availability.ts';
import { BODY_MUTANTS } from './bodies.ts';
import { cellMutants } from './cells.ts';
import { feedMutants } from './feeds.ts';
import { LIMIT_MUTANTS } from './limits.ts';
import { messageMutants } from './messages.ts';
import type { Mutant } from './mutant.ts';
import { nodeMutants } from './nodes.ts';
import { requestMutants } from './requests.ts';

/** The servers that the features have to tell from a right one. */
export function allMutants(): readonly Mutant[] {
  return [
    ...cellMutants(),
    ...nodeMutants(),
    ...AVAILABILITY_MUTANTS,
    ...messageMutants(),
    ...requestMutants(),
    ...BODY_MUTANTS,
    ...feedMutants(),
    ...LIMIT_MUTANTS,
  ];
}
