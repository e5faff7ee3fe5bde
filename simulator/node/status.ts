import { type JobPhase, jobIdOf, type LifePhase, type VirtualNodeState } from './state.ts';

/** A virtual node as others see it. */
export interface NodeStatus {
  readonly life: LifePhase;
  /** It believes the server online. */
  readonly online: boolean;
  /** It has answered the last `abort`, and this incarnation of the server knows: it is out of rehab. */
  readonly answered: boolean;
  readonly job: JobPhase;
  readonly jobId: string | null;
}

/** Of a node whose process does not run. */
export const AWAY_STATUS: NodeStatus = {
  life: 'away',
  online: false,
  answered: false,
  job: 'idle',
  jobId: null,
};

/** True for a node that the server can give jobs to, as far as the node knows. */
export function isInService(status: NodeStatus): boolean {
  return status.online && status.answered;
}

/** True for a node that hears the server, and whose last `abort` is not answered. Source: protocol §5. */
export function isInRehab({ life, online, answered }: NodeStatus): boolean {
  return life === 'connected' && online && !answered;
}

/** The status of a state; the old one where nothing of it has changed. */
export function statusOf(state: VirtualNodeState, answered: boolean, before: NodeStatus): NodeStatus {
  const jobId = jobIdOf(state.job);
  const same =
    before.life === state.life &&
    before.online === state.online &&
    before.answered === answered &&
    before.job === state.job.phase &&
    before.jobId === jobId;
  return same ? before : { life: state.life, online: state.online, answered, job: state.job.phase, jobId };
}
