/** One `Scenario` or `Scenario Outline` of a feature file, before its tags are understood. */
export interface Scenario {
  /** Path from the folder that the features are in, with `/`. */
  readonly uri: string;
  /** Line of the keyword, from 1. */
  readonly line: number;
  readonly name: string;
  /** The `Rule` that it stands under, or its feature where there is none. */
  readonly requirement: string;
  readonly isOutline: boolean;
  /** What is executed: the scenario itself, or each row of its Examples tables in their order. */
  readonly examples: readonly Example[];
}

/** What is executed at once: Cucumber calls it a pickle. */
export interface Example {
  /** Line of the scenario, or of the row. */
  readonly line: number;
  /** The name with the values of the row filled in. */
  readonly name: string;
  /** The cells of the row, joined; empty where there is no row. */
  readonly row: string;
  /** The words of its steps, with the values of the row filled in. */
  readonly steps: readonly string[];
  /** All that hold for it, those of its feature and rule too, with the `@`. */
  readonly tags: readonly string[];
}
