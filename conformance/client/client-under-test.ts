import { readFileSync } from 'node:fs';
import type { DialectName } from '../../protocol/dialect-name.ts';
import type { ClientQuirkName } from '../../protocol/quirks/catalogue.ts';

/** The environment variable that names the file with what scenarios about a client are told. */
export const CLIENT_VARIABLE = 'PUSH_HARNESS_JUDGED_CLIENT';

/** A client that is judged. It is plain data, which the process that asks for a run writes as JSON for the one that runs it. */
export interface ClientUnderTest {
  /** Starts it, as typed into a shell. */
  readonly commandLine: string;
  /** Where that is run. */
  readonly folder: string;
  /** The node that it is. */
  readonly node: string;
  /** Of the server that it meets. */
  readonly dialect: DialectName;
  /** The quirks that it may have. */
  /** The server speaks https, by a certificate that it makes. */
  readonly https: boolean;
  readonly acceptedQuirks: readonly ClientQuirkName[];
  readonly heartbeatIntervalMs: number;
  readonly patienceMs: number;
  /** Where what it writes is kept. */
  readonly outDir: string;
  /** For files of the run, which are removed after it. */
  readonly workFolder: string;
  /** A file that is written as soon as the client has spoken to the server. */
  readonly contactFile: string;
  /** Scenarios that begin once this file is there are skipped. */
  readonly stopFile: string;
}

/** The client that the environment names. @throws where it names none */
export function clientOfRun(): ClientUnderTest {
  const { [CLIENT_VARIABLE]: path } = process.env;
  if (path === undefined)
    throw new Error('no client is named: have it judged with push-harness conform-client');
  return JSON.parse(readFileSync(path, 'utf8')) as ClientUnderTest;
}
