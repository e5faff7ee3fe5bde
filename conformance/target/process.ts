import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPem } from '../../protocol/signing/pem.ts';
import { FEATURES_ROOT } from '../scenarios/load-features.ts';
import { readTarget } from '../target-file/read-target.ts';
import { ALL_CAPABILITIES, type ResolvedTarget, resolvedOffline } from '../target-file/resolved-target.ts';
import { OwnProcess } from '../target-file/server-process.ts';
import type { ProcessServer, TargetServer } from '../target-file/target-file.ts';
import { anyKeyPair } from './key-pairs.ts';
import { startNetwork, stopNetwork } from './network.ts';
import { added, type RefusalCounts } from './refusal-counts.ts';
import { restTarget, scrape } from './rest.ts';
import { addLogLine, newServerLog } from './server-log.ts';
import type { OwnServerOptions, Target } from './target.ts';

/** A server that the target's command runs for one scenario alone. */
export async function startProcessTarget(
  given: ResolvedTarget,
  server: ProcessServer,
  { settings = [], timings: changes }: OwnServerOptions,
): Promise<Target> {
  const resolved = { ...given, timings: { ...given.timings, ...changes } };
  const log = resolved.capabilities.includes('log') ? newServerLog() : undefined;
  const started = await OwnProcess.start(server, {
    dialect: resolved.dialect,
    timings: resolved.timings,
    settings,
    drawKey: async (index) => anyKeyPair(index).privateKey,
    onLine: (line) => log !== undefined && addLogLine(log, line),
  });
  const network = settings.includes('network') ? await startNetwork(started.ports) : undefined;
  let refusedBefore: RefusalCounts = {};
  const rest = restTarget(
    {
      ...resolved,
      url: started.url,
      roles: Object.fromEntries(
        Object.entries(resolved.ownRoles).map(([name, role]) => [
          name,
          { ...role, key: isPem(role.key) ? role.key : started.path(role.key) },
        ]),
      ),
    },
    { isShared: false, refusedBefore: () => refusedBefore },
  );

  async function endAndStart(
    signal: NodeJS.Signals,
    timings = {},
    whileAway?: () => Promise<void>,
  ): Promise<void> {
    if (resolved.capabilities.includes('counters')) {
      refusedBefore = added(refusedBefore, await scrape(started.url));
    }
    await started.restart(signal, { ...resolved.timings, ...timings }, whileAway);
  }

  return {
    ...rest,
    currentPid: () => started.pid,
    log,
    network,
    restart: (timings, whileAway) => endAndStart('SIGTERM', timings, whileAway),
    killAndRestart: () => endAndStart('SIGKILL'),
    async stop() {
      if (network !== undefined) await stopNetwork(network);
      await started.stop();
    },
  };
}

/**
 * A server in this process stands still when its nodes do. One beside it can be held up alone, and nodes that have
 * heard nothing for three intervals connect anew and lose what they are told meanwhile: three of these are longer than a
 * busy machine holds it up.
 */
const HEARTBEAT_INTERVAL_MS = 500;

/** Our own reference server as operators start it, for scenarios of the one in this process that kill it. */
export function startReferenceProcess(given: ResolvedTarget): Promise<Target> {
  const { dialect, runId, acceptedQuirks } = given;
  const name = `features/targets/process-${dialect}.yaml`;
  const file = readTarget(
    readFileSync(join(FEATURES_ROOT, name), 'utf8'),
    join(FEATURES_ROOT, name),
    () => undefined,
  );
  if (file.server.kind !== 'process') throw new Error(`${name} names no command`);
  const timings = { ...given.timings, heartbeatIntervalMs: HEARTBEAT_INTERVAL_MS };
  const resolved = {
    ...resolvedOffline(file, dialect, runId),
    timings,
    capabilities: ALL_CAPABILITIES,
    acceptedQuirks,
  };
  const command = [...file.server.command, ...quirkWords(given.server)];
  return startProcessTarget(resolved, { ...file.server, command }, {});
}

/** The words that give it the quirks that the one in this process has. */
function quirkWords(server: TargetServer): readonly string[] {
  if (server.kind !== 'in-process' || server.quirks === undefined) return [];
  const { quirks } = server;
  const names = typeof quirks === 'string' ? quirks : quirks.join(',');
  return names === '' ? [] : ['--quirks', names];
}
