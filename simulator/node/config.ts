import type { KeyObject } from 'node:crypto';
import type { NodeRules } from './state.ts';

/** Who asks for a config. */
export interface Asker {
  readonly node: string;
  readonly privateKey: KeyObject;
  /** Z85; undefined of a node that cannot encrypt, and asks as a client of version 1. */
  readonly curvePublicKey: string | undefined;
  /** How far the asker's clock is off. */
  readonly clockOffsetMs: number;
}

/** A node's config, its keys ready for use. Source: protocol §3. */
export interface Config {
  readonly rules: NodeRules;
  readonly heartbeatAddress: string;
  readonly commandAddress: string;
  /** Verifies the server's heartbeats; one and the same object for all nodes that were given the same key. */
  readonly serverKey: KeyObject;
  /** Z85; undefined where CURVE is switched off, and of a node that cannot encrypt. */
  readonly serverCurveKey: string | undefined;
  readonly sessionKey: Buffer;
  readonly maxSkewMs: number;
  readonly maxBodyBytes: number;
}

/** Asks the server for a node's config, signed as the node. Rejects where it is refused or cannot be reached. */
export type FetchConfig = (asker: Asker) => Promise<Config>;
