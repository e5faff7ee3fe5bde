import type { NodeMessageType } from '../../simulator/node/planned.ts';

/**
 * What a node by hand is told, the replies there are, and what the node says for each. A command that ends has been acked: the server takes
 * its end from nobody else. Source: protocol §4 and §6.
 */
export const REPLIES = {
  commit: { ack: ['ack_commit'], nack: ['nack_commit'] },
  run: {
    ack: ['ack_run'],
    nack: ['nack_run'],
    succeeded: ['ack_run', 'succeeded'],
    failed: ['ack_run', 'failed'],
  },
  abort: { aborted: ['aborted'] },
} as const satisfies Record<string, Record<string, readonly NodeMessageType[]>>;

/** What a node is told. */
export type ToldType = keyof typeof REPLIES;

/** What can be replied to it. */
export type ReplyTo<Told extends ToldType> = keyof (typeof REPLIES)[Told];

/** What a command wrote. A channel that is left out is empty. */
export interface WrittenOutput {
  readonly stdout?: string;
  readonly stderr?: string;
}

/** A reply as it will be given. */
export interface PlannedReply {
  /** In this order; only the last waits. */
  readonly messages: readonly NodeMessageType[];
  /** Milliseconds from what the node was told to its last message. */
  readonly afterMs: number;
  readonly output: WrittenOutput | undefined;
}

/** What is said of a word that is not there. @throws TypeError */
export function knownWord<Table extends object>(table: Table, word: PropertyKey, what: string): void {
  if (Object.hasOwn(table, word)) return;
  throw new TypeError(`there is no ${what} '${String(word)}'; there are ${Object.keys(table).join(', ')}`);
}
