import type { ServerReach } from '../../protocol/client/server-reach.ts';
import type { DialectName } from '../../protocol/dialect-name.ts';
import type { ServerQuirkName } from '../../protocol/quirks/catalogue.ts';
import type { QuirkChoice } from '../../protocol/quirks/quirk-choice.ts';
import type { KnownFailure } from '../../reports/generators/conformance/run-facts.ts';
import type { Capability } from '../scenarios/capabilities.ts';
import type { TargetTimings } from './timings.ts';

/** Who may be asked to ask. `admin` administers the organisation, the superuser the whole server. */
export const ROLES = ['admin', 'superuser', 'reader', 'outsider'] as const;

export type RoleName = (typeof ROLES)[number];

/** A user of the target, with his private key. */
export interface Role {
  readonly user: string;
  /** PEM text, or the path of a file with it: absolute, or below `{data}`. */
  readonly key: string;
}

/** Words that a scenario adds to the command of a server that it has to itself. */
export type ProcessSetting = 'no-encryption' | 'unencrypted' | 'fresh-keys' | 'network';

/** A server that is started and stopped by a command. */
export interface ProcessServer {
  readonly kind: 'process';
  /** Where the command is run: the folder of the target's file. */
  readonly folder: string;
  /** Program and words, with placeholders. */
  readonly command: readonly string[];
  /** Files below `{data}` that hold an RSA private key each before the first start. */
  readonly keys: readonly string[];
  readonly settings: Readonly<Partial<Record<ProcessSetting, readonly string[]>>>;
}

/** Where the server comes from: started in the process of the scenarios, by a command, or by somebody else. */
export type TargetServer =
  | { readonly kind: 'in-process'; readonly quirks?: QuirkChoice<ServerQuirkName> }
  | ProcessServer
  | { readonly kind: 'external'; readonly url: string };

/** A server to be judged, as its file describes it. */
export interface TargetFile {
  readonly name: string;
  readonly description?: string;
  readonly dialect: DialectName | 'auto';
  readonly server: TargetServer;
  /** `ca` is PEM text, or the path of a file with it. */
  readonly reach?: ServerReach;
  readonly organisation: string;
  readonly roles: Readonly<Partial<Record<RoleName, Role>>>;
  /** A folder of `NAME.pem`: nodes that the target knows already. Without it they are registered over REST. */
  readonly nodeKeys?: string;
  /** Those that the file names; the others are asked for, or the shipped server's. */
  readonly timings: Partial<TargetTimings>;
  /** All that it can do; found out where the file does not say. */
  readonly capabilities?: readonly Capability[];
  /** The quirks that it may have; those of its dialect where the file does not say. */
  readonly quirks?: QuirkChoice<ServerQuirkName>;
  /** Command lines of the shell. */
  readonly hooks: Readonly<Partial<Record<'restart' | 'stop' | 'start', string>>>;
  /** Where they run: the folder of the file. */
  readonly hooksFolder?: string;
  readonly knownFailures: readonly KnownFailure[];
  /** Bytes that are read of one answer, and of one event of a feed; a usual number where this is left out. */
  readonly maxAnswerBytes?: number;
}
