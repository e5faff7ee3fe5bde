import { SimulatedClock } from '../../../../protocol/time/simulated-clock.ts';
import type { RefusalReason } from '../../../../protocol/wire/parsed.ts';
import type { NodeVitals } from '../find-state.ts';
import { NodeDiagnosis } from '../node-diagnosis.ts';

export const DIAGNOSIS_INTERVAL_MS = 10_000;
export const REHAB_MS = 1_000;
/** Whence somebody subscribes to heartbeats. */
export const SUBSCRIBED = '127.0.0.1';
export const WEB1 = { org: 'dev', node: 'web1' };
const VITALS = {
  wasAvailable: false,
  isBusy: false,
  namedJobId: null,
  strangeHeartbeats: 0,
  shortLives: 0,
};

/** A diagnosis with a simulated clock, told of web1 of dev. */
export function diagnosisWorld() {
  const clock = new SimulatedClock();
  const state: { vitals: NodeVitals | undefined } = { vitals: undefined };
  const diagnosis = new NodeDiagnosis({
    clock,
    heartbeatIntervalMs: DIAGNOSIS_INTERVAL_MS,
    rehabIntervalMs: REHAB_MS,
    vitals: () => state.vitals,
    subscribesFrom: (address) => address === SUBSCRIBED,
  });
  const live = (phase: NodeVitals['phase'], more: Partial<NodeVitals> = {}) => {
    state.vitals = { ...VITALS, phase, phaseSinceMs: clock.now(), lastHeartbeatAtMs: clock.now(), ...more };
  };
  /** A message that names web1 and is refused; over web1's connection. */
  const refuse = (reason: RefusalReason) => {
    diagnosis.messageRefused({ ok: false, reason, over: WEB1, claimed: WEB1 });
  };
  /** State, last right, first wrong. */
  const found = () => {
    const { state, lastRight, firstWrong } = diagnosis.of('dev', 'web1');
    return [state, lastRight?.stage, firstWrong?.cause];
  };
  return { clock, diagnosis, state, live, refuse, found };
}
