import type { DialectName } from '../../protocol/dialect-name.ts';
import type { PlaceKind } from './seen-place.ts';

/** The version of the form of these results; it rises when a field changes its meaning or goes away. */
export const DIFF_RESULTS_VERSION = 1;

/** Targets driven by the same scripts, and where they differ: the content of `diff.json`. */
export interface DiffResults {
  readonly version: typeof DIFF_RESULTS_VERSION;
  readonly verdict: DiffVerdict;
  readonly targets: readonly DiffedTarget[];
  /** How many scripts at least two targets were driven by. */
  readonly compared: number;
  /** Seen twice, the first one first. */
  readonly differences: readonly DiffedPlace[];
  /** Of scripts that differed both times, and not in the same way: they accuse nobody. */
  readonly unstable: readonly DiffedPlace[];
  /** Of scripts that differed the first time, and the second time did not. */
  readonly passing: readonly DiffedPlace[];
  /** Differences that are known by name. */
  readonly known: readonly KnownByName[];
  readonly notCompared: readonly { readonly script: string; readonly why: string }[];
  /** What kept targets from being driven to the end; empty where nothing did. */
  readonly hindrances: readonly string[];
}

/**
 * `same`: nothing but what is known. `different`: a difference was seen twice. `hindered`: a target went away. `inconclusive`: nothing
 * was compared, or more than a hundredth of the scripts was not the same twice.
 */
export type DiffVerdict = 'same' | 'different' | 'hindered' | 'inconclusive';

export interface DiffedTarget {
  readonly label: string;
  readonly dialect: DialectName;
  /** Scripts that say something of it. */
  readonly scripts: number;
}

/** A place at which targets differ. */
export interface DiffedPlace {
  /** Id of the script, a scenario's or the name of a fleet file. */
  readonly script: string;
  readonly title: string;
  readonly kind: PlaceKind;
  readonly place: string;
  /** Which of the things that were seen there, from 1. */
  readonly step: number;
  /** The parts in which they differ, `status` or `body.nodes.ready`. */
  readonly at: string;
  readonly sides: readonly DiffedSide[];
  /** The target that differs from all others, where these are three or more and the same. */
  readonly alone?: string;
}

export interface DiffedSide {
  readonly target: string;
  /** What was seen; null where nothing came. */
  readonly value: unknown;
  /** Beside it: how a scenario failed. */
  readonly note?: string;
}

/** A difference that the protocol lists, a row of its dialects or a quirk. */
export interface KnownByName {
  readonly by: 'dialect' | 'quirk';
  readonly name: string;
  /** Targets that have the quirk; of a dialect's row none is meant. */
  readonly targets: readonly string[];
  readonly places: number;
  readonly scripts: readonly string[];
}
