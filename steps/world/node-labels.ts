import type { ScenarioScope } from '../../conformance/target/scenario-scope.ts';
import type { BehaviourChoice } from '../../simulator/behaviours/choose.ts';

/** What the sentences of a scenario call its nodes, what they are really called, and how each was told to behave. */
export class NodeLabels {
  readonly #scope: ScenarioScope;
  readonly #names = new Map<string, string>();
  readonly #behaviours = new Map<string, readonly BehaviourChoice[]>();

  constructor(scope: ScenarioScope) {
    this.#scope = scope;
  }

  /** Real names of all that were taken, in that order. */
  get names(): readonly string[] {
    return [...this.#names.values()];
  }

  /** All that were taken, in that order. */
  get all(): readonly string[] {
    return [...this.#names.keys()];
  }

  has(label: string): boolean {
    return this.#names.has(label);
  }

  /** The label is that of a node from now on. */
  take(label: string): void {
    this.#names.set(label, this.#scope.lendNode(label)?.name ?? this.#scope.nodeName(label));
  }

  /** The real name of a label; one that was never taken is a name that no node has. */
  nameOf(label: string): string {
    return this.#names.get(label) ?? this.#scope.nodeName(label);
  }

  behave(label: string, behaviours: readonly BehaviourChoice[]): void {
    this.#behaviours.set(label, behaviours);
  }

  behavioursOf(label: string): readonly BehaviourChoice[] {
    return this.#behaviours.get(label) ?? [];
  }

  /** No node has any of them any more. */
  clear(): void {
    this.#names.clear();
    this.#behaviours.clear();
  }
}
