import type { Access, ManagedAccess } from '../access/access.ts';
import { AccessUnavailable } from '../access/access-unavailable.ts';
import type { Cause, DiagnosisReport } from '../broker/diagnosis/diagnosis.ts';
import { adviceFor } from '../broker/diagnosis/diagnosis-text.ts';

/** Causes for which the name itself may be what is wrong. */
const ABOUT_NAMES: readonly (Cause | undefined)[] = ['never_heard_of', 'config_unknown_principal'];

export interface NameSources {
  readonly access: Pick<Access, 'candidates'>;
  /** Where the clients are ours, and can be listed. */
  readonly managed?: { readonly clients: Pick<ManagedAccess['clients'], 'list'> };
}

/**
 * A diagnosis that says where no client has the name of the node, and which client has one that differs only in upper and
 * lower case. Where a Chef server keeps the clients, only the name in lower case is tried.
 */
export async function withNameClues(report: DiagnosisReport, sources: NameSources): Promise<DiagnosisReport> {
  const { org, node, firstWrong } = report;
  if (!ABOUT_NAMES.includes(firstWrong?.cause)) return report;
  try {
    if (await hasClient(sources, org, node)) return report;
    return { ...report, ...clues(report, await otherSpelling(sources, org, node)) };
  } catch (error) {
    // what is known without the Chef server is told
    if (error instanceof AccessUnavailable) return report;
    throw error;
  }
}

function clues({ node, firstWrong }: DiagnosisReport, other: string | undefined): Partial<DiagnosisReport> {
  const isUnheard = firstWrong?.cause === 'never_heard_of';
  return {
    ...(isUnheard && { firstWrong: { cause: 'no_such_client', atMs: undefined } }),
    ...(isUnheard && adviceFor('no_such_client', node)),
    ...(other !== undefined && {
      detail: `There is a client ${other}: upper and lower case are different names.`,
      remedy: `Use the name ${other}, here and in the push client, or register a client ${node}.`,
    }),
  };
}

async function hasClient({ access }: NameSources, org: string, name: string): Promise<boolean> {
  return (await access.candidates(org, name)).some(({ kind }) => kind === 'client');
}

async function otherSpelling(sources: NameSources, org: string, node: string): Promise<string | undefined> {
  const lower = node.toLowerCase();
  if (sources.managed !== undefined) {
    return (await sources.managed.clients.list(org)).find((name) => name.toLowerCase() === lower);
  }
  return lower !== node && (await hasClient(sources, org, lower)) ? lower : undefined;
}
