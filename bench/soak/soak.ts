import { RestClient } from '../../protocol/client/rest-client.ts';
import { Random } from '../../simulator/node/random.ts';
import { soakDiagnosis } from './diagnosis.ts';
import type { HealedFigure, SoakFigures } from './figures.ts';
import { heal } from './heal.ts';
import { JobDriver } from './job-driver.ts';
import { MemoryWatch } from './memory-watch.ts';
import type { SoakOptions } from './options.ts';
import { OrganisationWatch } from './organisation-watch.ts';
import { refusalFigures, unprovoked } from './refusal-check.ts';
import { SoakFleet } from './soak-fleet.ts';
import { type SoakServer, soakTimings, startSoakServer, VOTING_TIMEOUT_MS } from './soak-server.ts';

export interface SoakRun extends SoakOptions {
  readonly seed: string;
  /** Ends the soak with what was measured so far. */
  readonly signal: AbortSignal;
  /** Told now and then how it goes. */
  readonly tell: (line: string) => void;
}

/** How long a job may take over its vote and its run, on a machine that has other things to do. */
const JOB_SLACK_MS = 15_000;
const TELL_MS = 10_000;
const LAST_RUN_SECONDS = 30;

interface Parts {
  readonly server: SoakServer;
  readonly client: RestClient;
  readonly fleet: SoakFleet;
  readonly organisation: OrganisationWatch;
  readonly driver: JobDriver;
  readonly memory: MemoryWatch;
}

/** Runs a soak and gives what it measured; nothing of it runs on afterwards. @throws Error when the server dies */
export async function soak(run: SoakRun): Promise<SoakFigures> {
  const crash = new AbortController();
  const server = await startSoakServer(soakTimings(run.heartbeatMs), (error) => crash.abort(error));
  const { url: serverUrl, ...access } = server.access;
  const client = new RestClient({ serverUrl, ...access });
  const fleet = new SoakFleet(server.access, run.nodes, run.seed);
  const organisation = new OrganisationWatch(client);
  const driver = new JobDriver({
    client,
    random: new Random(run.seed, 'jobs'),
    nodes: fleet.names,
    patienceMs: VOTING_TIMEOUT_MS + JOB_SLACK_MS,
  });
  const memory = new MemoryWatch(server);
  const stop = (): void => driver.stop();
  for (const signal of [run.signal, crash.signal]) signal.addEventListener('abort', stop);
  const telling = setInterval(() => run.tell(progress(run, { fleet, driver, memory })), TELL_MS);
  try {
    const figures = await measure(run, { server, client, fleet, organisation, driver, memory });
    await server.child.ask('stop');
    return figures;
  } catch (error) {
    // what else failed did so because of it
    throw crash.signal.aborted ? crash.signal.reason : error;
  } finally {
    clearInterval(telling);
    memory.stop();
    await organisation.stop();
    await fleet.stop();
    await client.close();
    await server.stop();
  }
}

async function measure(run: SoakRun, parts: Parts): Promise<SoakFigures> {
  const { server, client, fleet, organisation, driver, memory } = parts;
  const { signal, seed, nodes } = run;
  await fleet.start();
  memory.start();
  const startMs = performance.now();
  await driver.keepBusy(run.jobs, run.seconds * 1_000);
  const seconds = Math.round((performance.now() - startMs) / 1_000);
  memory.stop();
  const healed = signal.aborted ? undefined : await healAll(run, parts);

  // the server is asked first: what is provoked meanwhile may not be refused yet, never the other way round
  const counters = await server.child.ask('counters');
  const diagnoses = await Promise.all(fleet.names.map((node) => soakDiagnosis(client, node)));
  const { provocations } = fleet;
  return {
    seed,
    seconds,
    nodes,
    interrupted: signal.aborted,
    jobs: { started: driver.started, ended: Object.fromEntries(driver.ended), faults: driver.jobFaults },
    feeds: {
      count: driver.feeds + 1,
      events: driver.events + organisation.order.events,
      faults: [...driver.feedFaults, ...organisation.faults(driver.endedIds)],
    },
    healed,
    refusals: refusalFigures(counters, provocations),
    refusalFaults: [...diagnoses.flatMap((each) => unprovoked(each, provocations)), ...fleet.faults],
    memory: memory.figure,
    loop: await server.child.ask('loopDelay'),
    errors: await server.child.ask('errors'),
  };
}

/** All nodes healthy again, and a job over all of them that must be done by all. */
async function healAll(run: SoakRun, parts: Parts): Promise<HealedFigure | undefined> {
  const { fleet, driver } = parts;
  const { signal, heartbeatMs } = run;
  const healed = await heal({ ...parts, heartbeatMs, signal });
  if (signal.aborted) return undefined;
  const job = await driver.run({ command: 'soak', nodes: fleet.names, runTimeoutSeconds: LAST_RUN_SECONDS });
  if (signal.aborted) return undefined;
  const lastJob = { status: job?.status ?? 'without an end', succeeded: job?.nodes.complete?.length ?? 0 };
  return { ...healed, lastJob };
}

function progress(
  { nodes }: SoakRun,
  { fleet, driver, memory }: Pick<Parts, 'fleet' | 'driver' | 'memory'>,
): string {
  return `${driver.started} jobs started, ${fleet.inService} of ${nodes} nodes in service, ${memory.lastMb.toFixed(0)} MB`;
}
