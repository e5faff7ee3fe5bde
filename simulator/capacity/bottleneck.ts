/** What was busy in a second; shares of one core, the machine's of all its cores. */
export interface Busy {
  /** Undefined where the server is not a process of ours. */
  readonly server: number | undefined;
  /** The thread that a server in Node.js does its own work on. */
  readonly serverMainThread: number | undefined;
  readonly fleet: number;
  /** The busiest process of the fleet, its main thread. */
  readonly fleetMainThread: number;
  readonly machine: number;
}

/** A thread or machine that is so busy has nothing left to give. */
const FULL = 0.9;

/** Where the fleet has less of a full machine than this, something else fills it. */
const OWN_SHARE = 0.5;

/**
 * What was seen to stand in the way, by the busiest seconds of a run; the first is the most likely. Of a server that is no process of
 * ours nothing is seen, and nothing is said.
 * @param machineCores of this machine
 */
export function bottlenecks(seconds: readonly Busy[], machineCores: number): readonly string[] {
  const most = (of: (busy: Busy) => number | undefined): number =>
    Math.max(0, ...seconds.map((busy) => of(busy) ?? 0));
  const isOurs = seconds.some(({ server }) => server !== undefined);
  const ours = most(({ server = 0, fleet }) => server + fleet);
  const isFull = most((busy) => busy.machine) >= FULL;
  const isFullOfOurs = isFull && ours >= OWN_SHARE * machineCores;
  const found = [
    most((busy) => busy.serverMainThread) >= FULL && 'the main thread of the server, which used a whole core',
    most((busy) => busy.fleetMainThread) >= FULL &&
      'the simulator: a process of the fleet used a whole core; give it more workers, or another machine',
    isFullOfOurs &&
      `the cores of this machine: ${isOurs ? `the server used ${cores(most((busy) => busy.server))}, ` : ''}the fleet ${cores(most((busy) => busy.fleet))}`,
    isFull &&
      !isFullOfOurs &&
      `something else on this machine: its cores were full, and the fleet used ${cores(most((busy) => busy.fleet))} of them`,
  ].filter((line) => line !== false);
  if (found.length > 0) return found;
  return [
    isOurs
      ? 'no processor: server and fleet waited for something else, such as the disk or a timer'
      : 'not seen: nothing on this machine was full, and the server is no process of ours',
  ];
}

function cores(share: number): string {
  return `${share.toFixed(1)} cores`;
}
