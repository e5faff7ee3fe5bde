import { startVirtualFleet } from '../../simulator/fleet/fleet.ts';
import { FleetEvents } from '../../simulator/fleet/fleet-events.ts';
import { isInService } from '../../simulator/node/status.ts';
import { reachFrom } from '../connection/rest-connection.ts';
import { sayInsecure } from '../connection/say-insecure.ts';
import type { Output } from '../output/output.ts';
import { printable } from '../output/printable.ts';
import type { Surroundings } from '../program/command.ts';
import { EXIT, type ExitCode } from '../program/exit-codes.ts';
import { aborted } from '../program/signals.ts';
import { checkBehaviours } from '../simulate/check-behaviours.ts';
import { nodeSettings } from './node-settings.ts';

export interface NodeRunOptions {
  readonly behaviour: readonly string[] | undefined;
  readonly exec: boolean;
  readonly allowRoot: boolean;
  readonly ca: string | undefined;
  readonly insecure: boolean;
}

/** Runs the node that the environment describes, until the signal comes. @throws UsageError */
export async function runNode(
  { output, env, folder, signal }: Surroundings,
  { behaviour = [], exec, allowRoot, ...connection }: NodeRunOptions,
): Promise<ExitCode> {
  const behaviours = [...behaviour, ...(exec ? ['exec'] : [])];
  checkBehaviours(behaviours, allowRoot);
  const { serverUrl, org, node, privateKey, workDir, whitelist, caFile } = await nodeSettings(env, {
    folder,
    signal,
  });
  const trusted = { ...connection, ca: connection.ca ?? caFile };
  const reach = await reachFrom(serverUrl, trusted, { folder, signal, env });
  sayInsecure(output, serverUrl, reach);
  const fleet = await startVirtualFleet({
    serverUrl,
    ...reach,
    org,
    // its own requests are all that it sends: it registers nobody
    user: node,
    privateKey,
    nodes: [{ name: node, privateKey, register: false }],
    behaviours,
    exec: { allowRoot, ...(workDir !== undefined && { fileDirectory: workDir }) },
    ...(whitelist !== undefined && { whitelist }),
    events: toldEvents(output),
  });
  try {
    await aborted(signal);
  } finally {
    await fleet.stop();
  }
  return EXIT.done;
}

/** Tells when the node goes in and out of service, and every new reason why it has no configuration. */
function toldEvents(output: Output): FleetEvents {
  const events = new FleetEvents();
  let trouble = '';
  events.on('configFailed', (node, error) => {
    const reason = error instanceof Error ? error.message : String(error);
    if (reason === trouble) return;
    trouble = reason;
    output.remark(`${printable(node.name)} has no configuration: ${printable(reason)}`);
    output.record({ event: 'config_failed', node: node.name, reason });
  });
  events.on('status', (node, status, before) => {
    if (isInService(status) === isInService(before)) return;
    const event = isInService(status) ? 'in_service' : 'out_of_service';
    output.remark(`${printable(node.name)} is ${event.replaceAll('_', ' ')}.`);
    output.record({ event, node: node.name });
  });
  return events;
}
