import type { Parsed } from '../wire/parsed.ts';
import type { Frame } from './frame.ts';
import type { MechanismName } from './greeting.ts';
import type { Metadata } from './metadata.ts';

export type HandshakeRefusal =
  | 'unexpected_command'
  | 'bad_command'
  | 'bad_metadata'
  | 'bad_hello'
  /** A HELLO that is not for this server's key. */
  | 'wrong_server_key'
  | 'bad_initiate';

/** What a command of the client comes to. */
export type HandshakeStep =
  | { readonly type: 'reply'; readonly frame: Buffer }
  /**
   * The client has said what it is; whether it is let in is for others to say. It has proved that the key is its own;
   * without encryption there is none.
   */
  | { readonly type: 'asks'; readonly clientKey?: Uint8Array; readonly metadata: Metadata }
  | { readonly type: 'refused'; readonly reason: HandshakeRefusal };

export type ChannelRefusal = 'bad_message' | 'bad_nonce';

/** A connection after its handshake. */
export interface Channel {
  /** A frame as it travels. */
  seal(frame: Frame): Buffer;
  /** What a frame that came says. Its body is good for as long as it is kept. */
  open(frame: Frame): Parsed<Frame, ChannelRefusal>;
}

/** What lets a client in, and the connection from then on. */
export interface Accepted {
  readonly frame: Buffer;
  readonly channel: Channel;
}

/** The server's side of a handshake. */
export interface Handshake {
  readonly mechanism: MechanismName;
  /** @param body of the next command frame */
  hear(body: Buffer): HandshakeStep;
  /** To be called once, when the client has asked. @param metadata what the server is */
  accept(metadata: Readonly<Record<string, string>>): Accepted;
}
