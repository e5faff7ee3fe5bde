import { readFileSync } from 'node:fs';
import { request } from 'undici';
import { nodeState } from '../../protocol/client/api.ts';
import { RestClient } from '../../protocol/client/rest-client.ts';
import { serverDispatcher } from '../../protocol/client/server-dispatcher.ts';
import type { ServerReach } from '../../protocol/client/server-reach.ts';
import { isPem, pemOf } from '../../protocol/signing/pem.ts';
import type { ResolvedTarget } from '../target-file/resolved-target.ts';
import { restartByHooks } from '../target-file/restart-by-hooks.ts';
import type { RoleName } from '../target-file/target-file.ts';
import { changeGuard } from './change-guard.ts';
import { signingKey } from './key-pairs.ts';
import { localServer } from './local-server.ts';
import { makeOrganisation, nextNames } from './names.ts';
import { type NodeKeys, nodeKeysOf, ownShare } from './node-keys.ts';
import { pollUntil } from './poll.ts';
import { added, type RefusalCounts, refusalCounts, since } from './refusal-counts.ts';
import type { ScenarioScope, TargetCredentials } from './scenario-scope.ts';
import { countersIn } from './scraped-counters.ts';
import type { Target } from './target.ts';

const LOOK_EVERY_MS = 20;

interface Sharing {
  /** Other scenarios use it at the same time, and others than scenarios may as well. */
  readonly isShared: boolean;
  /** What was refused before the server was last started. */
  readonly refusedBefore: () => RefusalCounts;
}

/** A server that is reached as anybody reaches it: over REST, with the names and keys that its file gives. */
export function restTarget(resolved: ResolvedTarget, sharing: Sharing): Target {
  const { name, organisation, url = '', maxAnswerBytes, reach } = resolved;
  const credentials = credentialsOf(resolved);
  const nodeKeys = nodeKeysOf(resolved.nodeKeys, ownShare());
  const client = (org: string, who: TargetCredentials): RestClient =>
    new RestClient({
      serverUrl: url,
      org,
      user: who.name,
      privateKey: signingKey(who.privateKey),
      ...reach,
      ...(maxAnswerBytes !== undefined && { maxAnswerBytes }),
    });
  const guard = sharing.isShared ? changeGuard(resolved.runId) : undefined;
  const unable = (what: string) => () => {
    throw new Error(`harness: ${name} cannot be ${what}`);
  };
  const target: Target = {
    ...resolved,
    url,
    currentPid: resolved.serverPid === undefined ? localServer(url) : () => resolved.serverPid,
    log: undefined,
    network: undefined,
    client,
    async openScope({ ownOrganisation }) {
      const names = nextNames(resolved.runId);
      if (!ownOrganisation) {
        const scope = { org: organisation, ...credentials, guard };
        return openScope(
          target,
          scope,
          sharing,
          sharing.isShared ? names : { ...names, nodeName: (label) => label },
          nodeKeys,
        );
      }
      const made = await makeOrganisation(client(organisation, credentials.superuser), names);
      return openScope(
        target,
        { ...credentials, ...made, lent: {}, guard },
        sharing,
        { ...names, nodeName: (label) => label },
        undefined,
      );
    },
    async startOwn({ settings = [], timings: changes }) {
      if (settings.length > 0 || changes !== undefined) return unable('started with other settings')();
      return { ...target, stop: async () => {} };
    },
    restart: async (timings = {}, whileAway) => {
      // hooks start it as it was
      if (Object.keys(timings).length > 0) unable('restarted with other settings')();
      if (whileAway !== undefined) unable('kept away for a time')();
      await restartByHooks(resolved);
    },
    killAndRestart: unable('killed'),
    stop: async () => {},
  };
  return target;
}

/** What the server has refused so far, as it tells Prometheus. */
export async function scrape(serverUrl: string, reach?: ServerReach): Promise<RefusalCounts> {
  const dispatcher = serverDispatcher(serverUrl, reach);
  const { body } = await request(`${serverUrl}/metrics`, { dispatcher });
  return refusalCounts(countersIn(await body.text()));
}

/** Whose a scope is, and who is lent to it. */
type Whose = Pick<ScenarioScope, 'org' | 'admin' | 'superuser' | 'lent' | 'guard'>;

function credentialsOf({ roles, capabilities }: ResolvedTarget): Omit<Whose, 'org' | 'guard'> {
  const read = (name: RoleName): TargetCredentials | undefined => {
    const role = roles[name];
    if (role === undefined) return undefined;
    return {
      name: role.user,
      privateKey: pemOf(isPem(role.key) ? role.key : readFileSync(role.key, 'utf8')),
    };
  };
  const admin = read('admin');
  if (admin === undefined) throw new Error('the target has no admin');
  const makesUsers = capabilities.includes('chef-api');
  const reader = makesUsers ? undefined : read('reader');
  const outsider = makesUsers ? undefined : read('outsider');
  return {
    admin,
    superuser: read('superuser') ?? admin,
    lent: { ...(reader !== undefined && { reader }), ...(outsider !== undefined && { outsider }) },
  };
}

interface ScopeNames {
  nodeName(label: string): string;
  userName(label: string): string;
}

async function openScope(
  target: Target,
  { org, admin, superuser, lent, guard }: Whose,
  { isShared, refusedBefore }: Sharing,
  names: ScopeNames,
  nodeKeys: NodeKeys | undefined,
): Promise<ScenarioScope> {
  const client = target.client(org, admin);
  // the counts of a server that others use at the same time say nothing of this scenario
  const countsAreOwn = !isShared && target.capabilities.includes('counters');
  const refused = async (): Promise<RefusalCounts> =>
    countsAreOwn ? added(refusedBefore(), await scrape(target.url, target.reach)) : {};
  const before = await refused();
  return {
    org,
    admin,
    superuser,
    lent,
    nodeName: names.nodeName,
    userName: names.userName,
    lendNode: (label) => nodeKeys?.lend(label),
    forgetsNodes: isShared,
    guard,
    async untilAvailable(nodes, patienceMs) {
      const ask = target.capabilities.includes('diagnosis') ? diagnosed : shownAvailable;
      for (const node of nodes) {
        await pollUntil(`${node} available`, () => ask(client, node), Boolean, {
          everyMs: LOOK_EVERY_MS,
          patienceMs,
        });
      }
    },
    refusals: async () => since(before, await refused()),
    close: async () => {
      nodeKeys?.giveBack();
      await client.close();
    },
  };
}

async function diagnosed(client: RestClient, node: string): Promise<boolean> {
  const reply = await client.pushy('GET', `diagnosis/${encodeURIComponent(node)}`);
  return Object(reply.json()).state === 'available';
}

/** The documented dialect tells only whether it heartbeats. */
async function shownAvailable(client: RestClient, node: string): Promise<boolean> {
  const shown = await nodeState(client, node);
  return shown?.availability === undefined ? shown?.status === 'up' : shown.availability === 'available';
}
