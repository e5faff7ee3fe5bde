import type { ServerMessage } from '../../protocol/wire/server-message.ts';

/** What is known of a node that is heartbeating: `available` unless it is in rehab. */
export interface NodeAvailability {
  readonly available: boolean;
  /** It has not been available in its present life: it is in its first rehab. */
  readonly isNew: boolean;
}

/** The nodes that are heartbeating, as jobs and the REST interface see them. Source: protocol §5. */
export interface Nodes {
  /** Whether the node may take part in a job: it is heartbeating and out of rehab. */
  isAvailable(org: string, node: string): boolean;
  /** Signs and queues a message; one to a node that is not heartbeating is dropped without a word. */
  send(org: string, node: string, message: ServerMessage): void;
  /** `send` to many nodes of one organisation; what the messages have in common is formatted once. */
  sendMany(org: string, nodes: Iterable<string>, message: ServerMessage): void;
  /** Makes the node drop what it does: `abort` until it answers `aborted`. Nothing for a node that is down. */
  rehab(org: string, node: string): void;
  /** The nodes heartbeating now, sorted by name. */
  heartbeating(org: string): readonly HeartbeatingNode[];
  /** `undefined` for a node that is not heartbeating. */
  state(org: string, node: string): NodeAvailability | undefined;
  /** Nodes heartbeating, over all organisations. */
  readonly count: number;
}

export interface HeartbeatingNode extends NodeAvailability {
  readonly name: string;
}
