import type { Logger } from 'pino';
import type { Clock } from '../../protocol/time/clock.ts';
import type { Descriptors } from '../descriptors.ts';
import type { LabelCounter } from '../label-counter.ts';
import type { Metrics } from '../metrics.ts';
import type { LiveNodes } from '../node/live-nodes.ts';
import type { Places } from '../places.ts';
import type { ServerTimings } from '../settings.ts';
import type { Store } from '../store/store.ts';
import type { Watching } from '../watching.ts';
import type { NodeDiagnosis } from './diagnosis/node-diagnosis.ts';
import type { RoutedPeer } from './routed-peer.ts';
import type { ServerKeys } from './server-keys.ts';

/** What the broker is made with. */
export interface BrokerOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly timings: ServerTimings;
  readonly keys: ServerKeys;
  readonly curve: boolean;
  /** As the shipped server: a key may connect for a while after its config request, and never again. */
  readonly freshKeys: boolean;
  readonly store: Pick<Store, 'keys' | 'sessions'>;
  /** Clients and their keys are in the store; otherwise somebody else keeps them. */
  readonly storeHasClients: boolean;
  readonly nodes: LiveNodes<RoutedPeer>;
  readonly diagnosis: NodeDiagnosis;
  /** Counts connections that failed to encrypt, by reason. */
  readonly handshakesFailed: LabelCounter;
  readonly descriptors: Descriptors;
  readonly serverName: string;
  readonly incarnationId: string;
  readonly watching: Watching;
}

/** The ports that were taken. */
interface BrokerPorts {
  readonly heartbeat: number;
  readonly command: number;
}

/** Those for nodes without encryption too, where such nodes are taken beside others. */
export interface BoundPorts extends BrokerPorts {
  readonly unencrypted?: BrokerPorts;
}

export type BrokerPlaces = Pick<Places, 'heartbeat' | 'command' | 'unencrypted'>;
