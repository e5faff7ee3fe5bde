import type { AppliedBehaviour, Behaviour, BehaviourOptionValues, OptionValue } from './behaviour.ts';
import { BEHAVIOURS } from './index.ts';
import { isLegal, legalValues } from './legal-values.ts';

/** A behaviour by its word, with options in place of its defaults. */
export type BehaviourChoice = string | { readonly name: string; readonly options?: BehaviourOptionValues };

/** A behaviour or an option that does not exist, or a value that it cannot have. The text is for people. */
export class UnknownBehaviour extends Error {
  override readonly name = 'UnknownBehaviour';
}

/** A choice that is known to be good. */
export interface ChosenBehaviour {
  readonly behaviour: Behaviour;
  readonly options: BehaviourOptionValues;
}

/** @throws UnknownBehaviour */
export function chooseBehaviours(choices: readonly BehaviourChoice[]): readonly ChosenBehaviour[] {
  return choices.map((choice) => {
    const { name, options = {} } = typeof choice === 'string' ? { name: choice } : choice;
    const behaviour = BEHAVIOURS.find((known) => known.name === name);
    if (!behaviour) {
      const known = BEHAVIOURS.map((each) => each.name).join(', ');
      throw new UnknownBehaviour(`there is no behaviour '${name}'; there are ${known}`);
    }
    for (const [option, value] of Object.entries(options)) check(behaviour, option, value);
    return { behaviour, options };
  });
}

/** The behaviours of one node. @param seed with the node's name it decides every choice */
export function applyBehaviours(
  chosen: readonly ChosenBehaviour[],
  seed: string | number,
  node: string,
): readonly AppliedBehaviour[] {
  return chosen.map(({ behaviour, options }) => behaviour.apply(options, seed, node));
}

function check(behaviour: Behaviour, option: string, value: OptionValue): void {
  const { name, defaults } = behaviour;
  if (!Object.hasOwn(defaults, option)) {
    const known = Object.keys(defaults).join(', ') || 'none';
    throw new UnknownBehaviour(`behaviour '${name}' has no option '${option}'; it has ${known}`);
  }
  if (!isLegal(behaviour, option, value)) {
    throw new UnknownBehaviour(
      `option '${option}' of '${name}' is ${JSON.stringify(value)}; give ${legalValues(behaviour, option)}`,
    );
  }
}
