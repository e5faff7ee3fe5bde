import { defectText, shownField } from '../../../protocol/wire/defect.ts';
import type { Finding, FindingContext, NodeVitals } from './find-state.ts';
import type { NodeTrace } from './node-trace.ts';

/** What connections that belong to nobody were refused for; other reasons are told by their word. */
const CONNECTIONS: Readonly<Record<string, string>> = {
  unknown_key:
    'a CURVE key that no node has announced: it must be the secret half of the ccpk of the last config request',
  wrong_server_key: 'a server key that is not the curve_public_key of the configuration',
  socket_type: 'another socket type than DEALER',
  not_zmtp: 'bytes that are no ZMTP',
  old_version: 'a version of ZMTP before 2.0',
  handshake_timeout: 'a handshake that was never finished',
  full: 'one connection more than the server takes',
  EMFILE: 'one connection more than the system gives the server',
};

/** What exactly stops a node, on one line; empty where its sentence says all. */
export function detailOf(
  { firstWrong }: Finding,
  trace: NodeTrace | undefined,
  vitals: NodeVitals | undefined,
  context: FindingContext,
): string {
  if (firstWrong === undefined) return refusedBeside(trace);
  const { cause, defect } = firstWrong;
  if (defect !== undefined) return `${defectText(defect)}.`;
  switch (cause) {
    case 'no_message': {
      const isDeaf = trace?.address !== undefined && !context.subscribesFrom(trace.address);
      return isDeaf ? 'Nothing at its address has subscribed to the heartbeats of the server.' : '';
    }
    case 'handshakes_failed':
      return connectionsText(trace, context);
    case 'heartbeats_stopped':
    case 'heartbeats_late':
      return heartbeatText(vitals?.lastHeartbeatAtMs ?? trace?.right?.atMs, context);
    case 'stuck_in_flight':
      return `Its heartbeats name job ${shownField(vitals?.namedJobId ?? null)}, and for ${seconds(context.nowMs - (vitals?.phaseSinceMs ?? 0))} no "aborted" has come.`;
    case 'unknown_job':
      return `job_id is ${shownField(vitals?.namedJobId ?? null)} in ${vitals?.strangeHeartbeats} heartbeats in a row.`;
    default:
      return '';
  }
}

/** An available node may have said other things that were refused, as its answers about jobs. */
function refusedBeside(trace: NodeTrace | undefined): string {
  const own = trace?.refusals?.list().filter(({ reason, over }) => reason.startsWith('message_') && !over);
  const last = own?.at(-1)?.defect;
  return last === undefined ? '' : `But a message of it was refused: ${defectText(last)}.`;
}

/** What a connection came with that was refused for this reason. */
export function refusedConnection(reason: string): string {
  return CONNECTIONS[reason] ?? reason;
}

function connectionsText(trace: NodeTrace | undefined, { unattributed }: FindingContext): string {
  const mechanism =
    trace?.right?.stage === 'key_admitted'
      ? 'another security mechanism than CURVE, which the configuration asks for with its curve_public_key'
      : 'a security mechanism, while the configuration has no curve_public_key';
  const told = unattributed
    .since(trace?.unattributedBefore ?? 0)
    .map(({ reason }) => (reason === 'mechanism' ? mechanism : refusedConnection(reason)));
  return `They came with ${told.join('; ')}.`;
}

function heartbeatText(lastAtMs: number | undefined, { nowMs, heartbeatIntervalMs }: FindingContext): string {
  if (lastAtMs === undefined) return '';
  return `The last one came ${seconds(nowMs - lastAtMs)} ago; one is due every ${seconds(heartbeatIntervalMs)}.`;
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
