import { LOSSY_MESSAGES } from '../simulator/behaviours/lossy.ts';
import {
  CHANNELS,
  type FaultChannel,
  type MessageFault,
  type NodeFault,
  type WireFault,
} from '../simulator/faults/fault.ts';

/** What need not be said of each kind. As in fleet files, but for the units, which stand in the names. */
const LEFT_OUT = {
  latency: { jitterMs: 0 },
  bandwidth: {},
  stall: {},
  drop: {},
  reset: { refuses: false },
  half_open: { unaware: 'node' },
  messages: { lose: 0, delay: 0, delayMs: 1_000, duplicate: 0 },
} as const satisfies { readonly [Kind in AnyFault['kind']]: Partial<Extract<AnyFault, { kind: Kind }>> };

type AnyFault = WireFault | (Omit<MessageFault, 'types'> & { readonly types: readonly FaultyMessage[] });

/** A message that can be lost, late or doubled, in either direction. */
export type FaultyMessage = (typeof LOSSY_MESSAGES)[number];

type WithLess<Fault extends AnyFault> = Fault extends AnyFault
  ? Omit<Fault, keyof (typeof LEFT_OUT)[Fault['kind']]> & Partial<Fault>
  : never;

/** A fault of the network between nodes and server, and whom it hits. `simulator/faults/README.md` says what each kind does. */
export type FleetFault = WithLess<AnyFault> & {
  /** Names of nodes, those included that are added later. */
  readonly nodes: readonly string[];
  /** The connections that it is on, where it is not of messages; both where it is left out. */
  readonly channels?: readonly FaultChannel[];
};

/** What has to be said of some kinds; of all kinds, whom they hit. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  latency: ['delayMs'],
  bandwidth: ['bytesPerSecond'],
  messages: ['types'],
};

/** The faults of a fleet, as its simulator has them. @throws TypeError for what the types do not allow */
export function nodeFaults(faults: Readonly<Record<string, FleetFault>>): readonly NodeFault[] {
  return Object.entries(faults).map(([name, given]) => {
    assertWhole(name, given);
    const { nodes, channels = CHANNELS, ...fault } = given;
    return {
      name,
      fault: { ...LEFT_OUT[fault.kind], ...fault } as NodeFault['fault'],
      channels,
      hits: nodes,
    };
  });
}

/** JavaScript has no types to hold. */
function assertWhole(name: string, fault: FleetFault): void {
  const { kind } = fault;
  if (!Object.hasOwn(LEFT_OUT, kind)) {
    const kinds = Object.keys(LEFT_OUT).join(', ');
    throw new TypeError(`fault '${name}' is of kind '${kind}', which there is not; there are ${kinds}`);
  }
  const missing = ['nodes', ...(NEEDED[kind] ?? [])].find((option) => !Object.hasOwn(fault, option));
  if (missing !== undefined) throw new TypeError(`fault '${name}' of kind '${kind}' needs ${missing}`);
  if (kind !== 'messages') return;
  const wrong = fault.types.find((type) => !LOSSY_MESSAGES.includes(type));
  if (wrong === undefined) return;
  throw new TypeError(`fault '${name}' is of the message '${wrong}'; there are ${LOSSY_MESSAGES.join(', ')}`);
}
