import type { KeyPair } from '../../protocol/signing/key-pair.ts';
import { probeKnownNodes, probeNewNode } from './check-nodes.ts';
import { checkMayMakeOrganisations, checkMayStart, checkOutsider, checkReader } from './check-roles.ts';
import { clientOf, type RunAccess } from './open-target.ts';
import type { ResolvedTarget } from './resolved-target.ts';
import { askStatus } from './server-status.ts';
import type { RoleName } from './target-file.ts';

const STATUS_PATH = 'GET /pushy/_status';

/** What a check of a target takes. */
export interface CheckOptions {
  /** Of a client that is made to see what nodes are given. */
  readonly key: KeyPair;
  /** What the scenarios of the run need. */
  readonly needs: readonly string[];
  /** Gives up what is asked, with its reason. What was made is left to those who clean up. */
  readonly signal?: AbortSignal;
}

/**
 * Holds that a run can judge a target: its users may do what scenarios have them do, and nodes can get in. What it makes
 * it removes, but for a job on a node that does not exist. Gives the target with what nodes are given, or why they
 * cannot use it.
 * @throws ConformUsageError, TargetUnreachable, ServerUnreachable
 */
export async function checkTarget(
  { resolved, ...clients }: Pick<RunAccess, 'resolved' | 'admin' | 'superuser'>,
  { key, needs, signal }: CheckOptions,
): Promise<ResolvedTarget> {
  const interruptible = signal === undefined ? {} : { signal };
  const admin = clients.admin?.as(interruptible);
  const superuser = clients.superuser?.as(interruptible);
  if (admin === undefined) return resolved;
  const { runId, nodeKeys, capabilities, server } = resolved;
  const name = `push-harness-probe-${runId}`;
  if (server.kind === 'external') {
    await checkMayStart(admin, name);
    if (needs.includes('organisations') && capabilities.includes('organisations'))
      await checkMayMakeOrganisations(superuser ?? admin, name);
    if (!capabilities.includes('chef-api')) await checkLent(resolved, name, signal);
  }
  const status = await askStatus(admin.serverUrl, resolved.reach, signal);
  if (!status.isRight)
    return {
      ...resolved,
      nodesFault: `${STATUS_PATH} of the target, which scenarios with nodes need, is ${status.text}`,
    };
  const probe =
    nodeKeys === undefined ? await probeNewNode(admin, name, key) : await probeKnownNodes(admin, nodeKeys);
  return 'fault' in probe ? { ...resolved, nodesFault: probe.fault } : resolved;
}

/** Those whom scenarios are lent, where no superuser makes others. */
async function checkLent(resolved: ResolvedTarget, node: string, signal?: AbortSignal): Promise<void> {
  const { url = '', roles } = resolved;
  const checks = { reader: checkReader, outsider: checkOutsider } as const satisfies Partial<
    Record<RoleName, unknown>
  >;
  for (const [name, check] of Object.entries(checks)) {
    const role = roles[name as keyof typeof checks];
    if (role === undefined) continue;
    const client = await clientOf(url, resolved, role, signal);
    try {
      await check(client, node);
    } finally {
      await client.close();
    }
  }
}
