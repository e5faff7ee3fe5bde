import { setTimeout as pause } from 'node:timers/promises';
import { trendOf } from '../../simulator/run/trend.ts';
import { SharedFleetProcesses } from '../growth/member-processes.ts';
import { refusalCounters } from '../growth/refusal-counters.ts';
import { Children } from '../process/children.ts';
import { describeMachine } from '../report/machine-info.ts';
import { bareGrowthMb } from './bare-growth.ts';
import type { HoldFigures } from './figures.ts';
import { HeldJobs } from './held-jobs.ts';
import { type HeldServer, startHeldServer } from './held-server.ts';
import { traffic } from './lost-messages.ts';
import type { HoldOptions } from './options.ts';
import { Sampler } from './sampler.ts';

export interface HoldRun extends HoldOptions {
  /** Ends the hold with what was measured so far. */
  readonly signal: AbortSignal;
  readonly tell: (line: string) => void;
  /** Told now and then, so that a run that is cut off leaves what it had measured. */
  readonly onProgress: (sofar: HoldFigures) => void;
}

const TELL_MS = 15_000;
const REGISTERED_AT_ONCE = 1_000;
const LOOK_MS = 50;
/** Counters that stand still for so long tell that nothing is on its way. */
const QUIET_MS = 1_500;
const MS_A_MINUTE = 60_000;
/** What is taken once makes memory grow at first: this part of a hold is left out of its slope. */
const WARM_UP_SHARE = 1 / 5;

/** Brings a fleet up and holds it, with a job on all of it again and again. @throws Error when a process dies */
export async function hold(run: HoldRun): Promise<HoldFigures> {
  const { nodes, heartbeatSeconds, signal } = run;
  const children = new Children({ size: 'full', profileFolder: undefined });
  const crash = new AbortController();
  const server = await startHeldServer({ heartbeatIntervalMs: heartbeatSeconds * 1_000 }, (error) =>
    crash.abort(error),
  );
  try {
    const fleet = await SharedFleetProcesses.start(children, server.access, nodes);
    return await untilCrash(measure(run, server, fleet, children), crash.signal);
  } finally {
    await Promise.all([children.close(), server.stop()]);
    if (signal.aborted) run.tell('interrupted');
  }
}

async function measure(
  run: HoldRun,
  server: HeldServer,
  fleet: SharedFleetProcesses,
  children: Children,
): Promise<HoldFigures> {
  const { nodes, minutes, heartbeatSeconds, jobEverySeconds, signal, tell } = run;
  const machine = describeMachine();
  const date = new Date().toISOString();
  const names: string[] = [];
  while (names.length < nodes) {
    names.push(...(await fleet.register(Math.min(REGISTERED_AT_ONCE, nodes - names.length))));
    tell(`${names.length} of ${nodes} nodes registered`);
  }
  const upStartMs = performance.now();
  const coming = setInterval(() => {
    void fleet.inService().then((count) => tell(`${count} of ${nodes} nodes in service`));
  }, TELL_MS);
  try {
    await fleet.comeUp();
    while ((await server.child.ask('availableCount')) < nodes) await pause(LOOK_MS);
  } finally {
    clearInterval(coming);
  }
  const upSeconds = (performance.now() - upStartMs) / 1_000;
  tell(`all ${nodes} nodes available after ${upSeconds.toFixed(1)} s`);

  const settled = await server.child.ask('counters');
  await server.child.ask('resetLoopDelay');
  const startMs = performance.now();
  const heldMinutes = (): number => (performance.now() - startMs) / MS_A_MINUTE;
  const sampler = new Sampler(server.child, fleet, heldMinutes);
  const jobs = await HeldJobs.open(children, server.access, names, heldMinutes);
  const figures = async (
    atEnd: Partial<Pick<HoldFigures, 'traffic' | 'bareGrowthMb'>> = {},
  ): Promise<HoldFigures> => {
    const counters = await server.child.ask('counters');
    const since = (name: string): number => (counters[name] ?? 0) - (settled[name] ?? 0);
    return {
      kind: 'push-harness/hold',
      version: 1,
      date,
      machine,
      options: { nodes, minutes, heartbeatSeconds, jobEverySeconds },
      heldMinutes: heldMinutes(),
      interrupted: signal.aborted,
      upSeconds,
      jobs: jobs.ended,
      falseDown: since('node_changes.down'),
      falseRehab: since('node_changes.rehab'),
      lateHeartbeats: since('late_heartbeats'),
      refused: refusalCounters({ ...counters, ...(await fleet.counters()) }),
      traffic: atEnd.traffic,
      samples: sampler.samples,
      collected: sampler.collected,
      memoryTrend: trendOf(sampler.collected.filter(({ x }) => x >= heldMinutes() * WARM_UP_SHARE)),
      bareGrowthMb: atEnd.bareGrowthMb,
      loop: await server.child.ask('loopDelay'),
      errors: await server.child.ask('errors'),
    };
  };

  const time = new AbortController();
  const over = time.signal;
  const timer = setTimeout(() => time.abort(), minutes * MS_A_MINUTE);
  signal.addEventListener('abort', () => time.abort(), { once: true });
  const telling = setInterval(() => {
    tell(`${heldMinutes().toFixed(1)} of ${minutes} minutes; ${jobs.line}; ${sampler.line}`);
    void figures().then(run.onProgress);
  }, TELL_MS);
  try {
    await Promise.all([sampler.run(over, minutes), jobs.run(jobEverySeconds * 1_000, over, signal)]);
  } finally {
    clearTimeout(timer);
    clearInterval(telling);
  }
  if (signal.aborted) return figures();
  // what nodes do from here on would be counted by one side alone
  await fleet.freeze();
  await untilQuiet(server, fleet);
  const counted = traffic(await server.child.ask('counters'), await fleet.counters());
  const held = await figures({ traffic: counted });
  run.onProgress(held);
  tell(`as many bare connections, over as many messages, for what memory they take`);
  return { ...held, bareGrowthMb: await bareGrowthMb(children, nodes, counted) };
}

/** Resolves when no counter of either side has moved for a while. */
async function untilQuiet(server: HeldServer, fleet: SharedFleetProcesses): Promise<void> {
  let before = '';
  for (;;) {
    const now = JSON.stringify([await server.child.ask('counters'), await fleet.counters()]);
    if (now === before) return;
    before = now;
    await pause(QUIET_MS);
  }
}

/** Rejects when a process dies meanwhile. */
function untilCrash<T>(work: Promise<T>, crash: AbortSignal): Promise<T> {
  const crashed = new Promise<never>((_, reject) => {
    crash.addEventListener('abort', () => reject(crash.reason), { once: true });
  });
  return Promise.race([work, crashed]);
}
