import type { Behaviour } from './behaviour.ts';
import { busy } from './busy.ts';
import { confused } from './confused.ts';
import { crashing } from './crashing.ts';
import { deaf } from './deaf.ts';
import { erratic } from './erratic.ts';
import { exec } from './exec.ts';
import { failing } from './failing.ts';
import { fickle } from './fickle.ts';
import { flapping } from './flapping.ts';
import { frozen } from './frozen.ts';
import { healthy } from './healthy.ts';
import { herd } from './herd.ts';
import { impostor } from './impostor.ts';
import { lateNetwork } from './late-network.ts';
import { lossy } from './lossy.ts';
import { rebooting } from './rebooting.ts';
import { restless } from './restless.ts';
import { silent } from './silent.ts';
import { skewed } from './skewed.ts';
import { slow } from './slow.ts';
import { stuck } from './stuck.ts';
import { stuckInFlightBehaviour } from './stuck-in-flight.ts';
import { tampering } from './tampering.ts';
import { unencrypted } from './unencrypted.ts';
import { verbose } from './verbose.ts';

const EVERY = [
  healthy,
  exec,
  failing,
  busy,
  slow,
  silent,
  crashing,
  flapping,
  erratic,
  rebooting,
  frozen,
  deaf,
  stuck,
  stuckInFlightBehaviour,
  confused,
  fickle,
  impostor,
  tampering,
  verbose,
  restless,
  lateNetwork,
  lossy,
  skewed,
  unencrypted,
  herd,
] as const;

/** One of them, with the types of its name and its options. */
export type KnownBehaviour = (typeof EVERY)[number];

/** Every behaviour that a node can be given. */
export const BEHAVIOURS: readonly Behaviour[] = EVERY;
