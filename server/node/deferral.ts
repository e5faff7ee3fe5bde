import type { ClientMessage } from '../../protocol/wire/client-message.ts';

/**
 * How many heartbeats a node that runs a command has to send before it may be told to abort it.
 *
 * After a restart of the server, or a break of the network, a node with a command may be about to count the server as
 * offline. An abort that reaches the shipped client then is lost together with the client: it takes some 3 s to kill the
 * command, reopens its connections meanwhile, and has its job in hand until somebody restarts it. After the last heartbeat
 * that it hears, a client sends one heartbeat more than its threshold and is silent then; and one may have gone out while
 * the last heartbeat of the server before was on its way. One more than these proves that it hears this server, and has its
 * threshold before it again. Source: protocol §8; §10, `stuck-in-flight`.
 */
export function heartbeatsThatProve({ offlineThreshold }: { readonly offlineThreshold: number }): number {
  return offlineThreshold + 3;
}

/** True for what a node says only while it runs a command. Any other job in hand is dropped in a moment. */
export function runsCommand(message: ClientMessage): boolean {
  return message.type === 'ack_run' || (message.type === 'heartbeat' && message.jobState === 'running');
}
