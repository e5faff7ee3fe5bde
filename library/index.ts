/**
 * `push-jobs-harness` for people who write tests: a server, nodes and jobs, each of which is closed when it is over.
 *
 * @example
 * ```ts
 * const server = await startServer();
 * const fleet = await startFleet(server, { nodes: ['web1', 'web2'] });
 * const job = await server.jobs.run({ command: 'uptime', nodes: ['web1', 'web2'] });
 * job.nodes; // { web1: 'succeeded', web2: 'succeeded' }
 * await server.close(); // the fleet too
 * ```
 */
export type { JobAnswer, NewJob, NodeStateAnswer } from '../protocol/client/api.ts';
export {
  AnswerTooLarge,
  RequestRefused,
  ServerUnreachable,
  UnexpectedAnswer,
} from '../protocol/client/errors.ts';
export type { FeedEvent } from '../protocol/client/feed-event.ts';
export type { NodeState } from '../protocol/client/job-progress.ts';
export type { Redirect } from '../protocol/client/redirect.ts';
export type { Reply, ReplyHeaders, SentRequest } from '../protocol/client/reply.ts';
export type { RequestOptions, StreamOptions } from '../protocol/client/request-options.ts';
export { RestClient } from '../protocol/client/rest-client.ts';
export type { RestClientOptions } from '../protocol/client/rest-client-options.ts';
export type { ServerReach } from '../protocol/client/server-reach.ts';
export type { StreamedReply } from '../protocol/client/streamed-reply.ts';
export { type KeyPair, newKeyPair } from '../protocol/signing/key-pair.ts';
export type { SigningVersion } from '../protocol/signing/scheme.ts';
export type { Clock, Timer } from '../protocol/time/clock.ts';
export type { Fields } from '../protocol/wire/fields.ts';
export type { JobEndStatus } from '../server/feeds/event.ts';
export type { JobStatus } from '../server/job/job-record.ts';
export { DEFAULT_TIMINGS, type ServerTimings } from '../server/settings.ts';
export { StartError } from '../server/start-error.ts';
export type { TlsChoice } from '../server/tls/tls-choice.ts';
export type { TlsPair } from '../server/tls/tls-pair.ts';
export type { TraceEntry, TraceSignature } from '../server/trace/trace-entry.ts';
export type { TraceFollower } from '../server/trace/tracing.ts';
export { BEHAVIOURS } from '../simulator/behaviours/index.ts';
export type {
  BehaviourName,
  BehaviourOptions,
  NodeBehaviour,
} from '../simulator/behaviours/node-behaviour.ts';
export type { CapturedChannel, CommandOutput, CommandResult } from '../simulator/commands/command.ts';
export type { WhitelistRule } from '../simulator/commands/whitelist.ts';
export type { FaultChannel } from '../simulator/faults/fault.ts';
export type { FleetEvents } from '../simulator/fleet/fleet-events.ts';
export type { ExecOptions } from '../simulator/fleet/fleet-options.ts';
export { NotOnline } from '../simulator/fleet/until-online.ts';
export type { NodeStatus } from '../simulator/node/status.ts';
export type { VirtualNode } from '../simulator/node/virtual-node.ts';
export type { NodeByHand, SaidAbout } from './by-hand/node-by-hand.ts';
export type { PlannedReply, ReplyTo, ToldType, WrittenOutput } from './by-hand/replies.ts';
export type { ToldMessage } from './by-hand/told-messages.ts';
export type { ToldRule } from './by-hand/told-rule.ts';
export { FAST_TIMINGS } from './fast-timings.ts';
export type { FaultyMessage, FleetFault } from './fleet-faults.ts';
export type { FleetNode } from './fleet-node.ts';
export type { FleetOfServer } from './fleet-of-server.ts';
export { GaveUp, type Patience } from './gave-up.ts';
export type { Closable, Credentials, HarnessServer } from './harness-server.ts';
export type { JobEventName, JobFeedEvent, OrganisationFeedEvent } from './job-events.ts';
export { JobsClient } from './jobs-client.ts';
export { type NodeStates, NotAsExpected } from './not-as-expected.ts';
export type { ShownJob } from './shown-job.ts';
export { type FleetOptions, startFleet } from './start-fleet.ts';
export { type ServerOptions, startServer } from './start-server.ts';
export { type EndedJob, StartedJob } from './started-job.ts';
