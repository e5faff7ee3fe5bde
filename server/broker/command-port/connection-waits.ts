import type { Clock } from '../../../protocol/time/clock.ts';
import { Deadlines } from '../deadlines.ts';
import type { CommandConnection } from './command-connection.ts';
import type { CommandBounds } from './command-port-options.ts';

interface ConnectionWaitsOptions {
  readonly clock: Clock;
  readonly bounds: Pick<CommandBounds, 'handshakeTimeoutMs' | 'proofTimeoutMs' | 'sendTimeoutMs'>;
  readonly onNoHandshake: (connection: CommandConnection) => void;
  readonly onUnproven: (connection: CommandConnection) => void;
  readonly onStalled: (connection: CommandConnection) => void;
}

/** What connections are waited for, and for how long: to be open, to prove whose they are, to take what was sent. */
export class ConnectionWaits {
  readonly handshakes: Deadlines<CommandConnection>;
  /** Without encryption anybody is let in: these have shown nothing yet. */
  readonly unproven: Deadlines<CommandConnection>;
  readonly sends: Deadlines<CommandConnection>;

  constructor({ clock, bounds, onNoHandshake, onUnproven, onStalled }: ConnectionWaitsOptions) {
    this.handshakes = new Deadlines({ clock, ms: bounds.handshakeTimeoutMs, onDue: onNoHandshake });
    this.unproven = new Deadlines({ clock, ms: bounds.proofTimeoutMs, onDue: onUnproven });
    this.sends = new Deadlines({ clock, ms: bounds.sendTimeoutMs, onDue: onStalled });
  }

  /** The connection is gone: nothing is waited for any more. */
  forget(connection: CommandConnection): void {
    this.handshakes.delete(connection);
    this.unproven.delete(connection);
    this.sends.delete(connection);
  }

  stop(): void {
    this.handshakes.stop();
    this.unproven.stop();
    this.sends.stop();
  }
}
