import { hostname } from 'node:os';
import { type Certificate, certificateFor } from './certificate.ts';
import { checkedPair, type TlsPair } from './tls-pair.ts';

/** By which certificate a server speaks https: one that it makes and that signs itself, or this one with its key. */
export type TlsChoice = 'self' | TlsPair;

export interface ChosenFor {
  /** Where one that is made is kept; undefined: it stays in memory. */
  readonly data?: string | undefined;
  /** The address that is listened at, and the name that others know. */
  readonly host: string;
  readonly advertised: string;
  readonly nowMs: number;
}

/** Undefined where the server is not to speak https. @throws StartError for a pair that is none */
export async function chosenCertificate(
  choice: TlsChoice | undefined,
  { data, ...at }: ChosenFor,
): Promise<Certificate | undefined> {
  if (choice === undefined) return undefined;
  if (choice !== 'self') return { ...checkedPair(choice), file: undefined };
  return certificateFor({ names: namesOf(at), nowMs: at.nowMs, ...(data !== undefined && { data }) });
}

/** The names under which a server of ours is reached. */
export function namesOf({ host, advertised }: Pick<ChosenFor, 'host' | 'advertised'>): readonly string[] {
  return [...new Set(['localhost', '127.0.0.1', '::1', hostname(), host, advertised])];
}
