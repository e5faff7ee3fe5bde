import type { Clock } from '../../../protocol/time/clock.ts';
import { signalProcess } from '../signal-process.ts';
import type { CleanupTarget } from './cleanup-target.ts';
import { commandMark, newFleetMark } from './mark.ts';
import { type ProcessControl, processControl } from './process-control.ts';
import type { ProcessId } from './process-id.ts';
import { Supervisor } from './supervisor.ts';
import { Sweep } from './sweep.ts';

export interface FleetProcessesOptions {
  readonly clock: Clock;
  /** The temporary folder of the fleet, which the supervisor removes where the fleet is killed. */
  readonly folder: string | undefined;
  readonly machine?: ProcessControl;
}

/** All that the commands of one fleet start: marked, ended, and in the care of a supervisor from the first command on. */
export class FleetProcesses {
  readonly #machine: ProcessControl;
  readonly #folder: string | undefined;
  readonly #sweep: Sweep;
  readonly #fleetMark = newFleetMark();
  /** Shells of commands that run. */
  readonly #running = new Set<ProcessId>();
  #commands = 0;
  #supervisor: Supervisor | undefined;
  #starting: Promise<void> | undefined;

  constructor({ clock, folder, machine = processControl() }: FleetProcessesOptions) {
    this.#machine = machine;
    this.#folder = folder;
    this.#sweep = new Sweep(clock, machine);
  }

  /**
   * Resolves when a command may be started, with the mark for its environment. Rejects where the process cannot be
   * started that would clean up after us.
   */
  async nextMark(): Promise<string> {
    while (!this.#supervisor?.isAlive) {
      this.#starting ??= this.#supervise();
      await this.#starting;
    }
    this.#commands += 1;
    return commandMark(this.#fleetMark, this.#commands);
  }

  /** The shell of a command was started just now, as the leader of a session and a group of its own. */
  started(pid: number): ProcessId {
    const leader = this.#machine.identify(pid);
    this.#running.add(leader);
    this.#supervisor?.runs(leader);
    return leader;
  }

  /** That shell has ended: what is left of its group ends with it. What has begun a session of its own is a service. */
  ended(leader: ProcessId): void {
    signalProcess(-leader.pid, 'SIGKILL');
    this.#running.delete(leader);
    this.#supervisor?.ended(leader);
  }

  /** Ends a command with all that it has started; nobody is left when it resolves. */
  endCommand(mark: string, leader: ProcessId): Promise<void> {
    return this.#end({ mark, leaders: [leader] });
  }

  /** Ends all that commands have left, services too, and sends the supervisor home. */
  async endAll(): Promise<void> {
    if (this.#commands > 0) await this.#end({ mark: this.#fleetMark, leaders: [...this.#running] });
  }

  /** Nothing is left to clean up. */
  async dismissSupervisor(): Promise<void> {
    await this.#starting;
    await this.#supervisor?.dismiss();
  }

  /** What could not be cleaned up is left to the supervisor, which has file descriptors of its own. It is not waited for. */
  async leaveToSupervisor(): Promise<void> {
    await this.#starting;
    this.#supervisor?.takeOver();
  }

  async #end(target: CleanupTarget): Promise<void> {
    const left = await this.#sweep.end(target);
    if (left.length === 0) return;
    const pids = left.map(({ pid }) => pid).join(', ');
    process.emitWarning(`processes that a job has started do not end although they were killed: ${pids}`);
  }

  async #supervise(): Promise<void> {
    try {
      const supervisor = await Supervisor.start({ fleetMark: this.#fleetMark, folder: this.#folder });
      for (const leader of this.#running) supervisor.runs(leader);
      this.#supervisor = supervisor;
    } finally {
      this.#starting = undefined;
    }
  }
}
