import type { BehaviourChoice } from '../behaviours/choose.ts';
import type { NodeFault } from '../faults/fault.ts';
import type { FleetFigures } from '../run/fleet-figures.ts';
import type { SentError } from './sent-error.ts';
import type { FleetSettings, NodeOrder, StoppedFleet } from './shared-fleet.ts';

/** What a worker is told. */
export type Order =
  /** Comes first. `nodes` is how many are expected. */
  | { readonly type: 'begin'; readonly settings: FleetSettings; readonly nodes: number }
  | { readonly type: 'add'; readonly number: number; readonly nodes: readonly NodeOrder[] }
  | { readonly type: 'crash'; readonly names: readonly string[]; readonly returnsAfterMs: number | undefined }
  | { readonly type: 'start'; readonly names: readonly string[] }
  | {
      readonly type: 'behave';
      readonly names: readonly string[];
      readonly behaviours: readonly BehaviourChoice[];
    }
  | { readonly type: 'fault'; readonly index: number; readonly isOn: boolean }
  | { readonly type: 'addFault'; readonly fault: NodeFault }
  /** Comes last. */
  | { readonly type: 'stop' };

/** What a worker tells. */
export type Report =
  /** Again and again. */
  | { readonly type: 'figures'; readonly figures: FleetFigures }
  | { readonly type: 'trouble'; readonly node: string; readonly message: string }
  /** The nodes of an order are there, or will not be. */
  | { readonly type: 'added'; readonly number: number; readonly error?: SentError }
  | { readonly type: 'stopped'; readonly lastWords: StoppedFleet };
