import { type ChildProcess, fork } from 'node:child_process';
import { type Clock, systemClock, type Timer } from '../../protocol/time/clock.ts';
import { type FleetFigures, sumFigures, withAllAway } from '../run/fleet-figures.ts';
import type { Order, Report } from './messages.ts';
import { unpackError } from './sent-error.ts';
import type { FleetSettings, NodeOrder, StoppedFleet } from './shared-fleet.ts';

/** A worker ended although nobody told it to; its nodes are gone. */
export class WorkerLost extends Error {
  override readonly name = 'WorkerLost';
}

export interface WorkerListener {
  changed(): void;
  trouble(node: string, message: string): void;
  lost(error: WorkerLost): void;
}

/** A worker that has nothing left to do and has not ended after this long is killed. */
const EXIT_WITHIN_MS = 5_000;
/** One that is to stop and tells nothing for so long hangs, or stands still (SIGSTOP): it is killed. */
const SILENT_MS = 10_000;
/** What it said last is waited for no longer than this. */
const DRAIN_MS = 100;
/** As much of what it said last as a message shows, characters. */
const SHOWN_CHARACTERS = 2_000;

/** `worker.ts` beside the source, `worker.js` beside what was built of it. */
const EXTENSION = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const MAIN = new URL(`./worker.${EXTENSION}`, import.meta.url);

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** A worker as the process that started it sees it. */
export class WorkerProcess {
  readonly #title: string;
  readonly #listener: WorkerListener;
  readonly #clock: Clock;
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;
  readonly #adding = new Map<number, Waiting>();
  /** Said of a worker that had no last words. */
  readonly #leftBehind: Pick<StoppedFleet, 'leftBehind'>;
  #orders = 0;
  #nodes = 0;
  #figures = sumFigures([]);
  #lastWords: StoppedFleet | undefined;
  #stderr = '';
  #stopping = false;
  #silence: Timer | undefined;
  #lost: WorkerLost | undefined;

  /** @param title as messages give it: `worker 2 of 3` @param nodes how many are expected */
  constructor(
    title: string,
    settings: FleetSettings,
    nodes: number,
    listener: WorkerListener,
    clock: Clock = systemClock,
  ) {
    this.#title = title;
    this.#listener = listener;
    this.#leftBehind = settings.unregister ? { leftBehind: `${title} ended before it could do so` } : {};
    this.#clock = clock;
    this.#child = fork(MAIN, {
      serialization: 'advanced',
      // answers are ours: stdout of a worker would be among them
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // a Ctrl-C on the terminal is for us: workers end when they are told to, or with us
      detached: true,
    });
    this.#child.on('message', (report: Report) => this.#hear(report));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = `${this.#stderr}${text}`.slice(-SHOWN_CHARACTERS);
    });
    this.#exited = new Promise((resolve) => {
      const gone = (how: string) => {
        draining?.cancel();
        this.#child.stderr?.destroy();
        this.#gone(how);
        resolve();
      };
      let draining: Timer | undefined;
      this.#child.once('error', (error) => gone(error.message));
      // what it said last may come behind its end; a channel that something else holds open is not waited for
      this.#child.once('exit', (code, signal) => {
        draining = this.#clock.after(DRAIN_MS, () => gone(signal ?? `exit code ${code}`));
      });
    });
    this.tell({ type: 'begin', settings, nodes });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get figures(): FleetFigures {
    return this.#figures;
  }

  /** Sends an order; one to a worker that is gone comes to nothing, as its end is told elsewhere. */
  tell(order: Order): void {
    if (this.#child.connected) this.#child.send(order, () => undefined);
  }

  add(nodes: readonly NodeOrder[]): Promise<void> {
    if (this.#lost) return Promise.reject(this.#lost);
    this.#orders += 1;
    this.#nodes += nodes.length;
    const number = this.#orders;
    return new Promise((resolve, reject) => {
      this.#adding.set(number, { resolve, reject });
      this.tell({ type: 'add', number, nodes });
    });
  }

  /** Ends its nodes and then the process; it is gone when this resolves. */
  async stop(): Promise<StoppedFleet> {
    this.#stopping = true;
    this.tell({ type: 'stop' });
    this.#expectWord();
    await this.#exited;
    return this.#lastWords ?? { figures: this.#figures, decisions: [], ...this.#leftBehind };
  }

  /** Figures come all the time, also while it stops. */
  #expectWord(): void {
    this.#silence?.cancel();
    this.#silence = this.#clock.after(SILENT_MS, () => this.#child.kill('SIGKILL'));
  }

  #hear(report: Report): void {
    if (this.#stopping) this.#expectWord();
    switch (report.type) {
      case 'figures':
        this.#figures = report.figures;
        this.#listener.changed();
        return;
      case 'trouble':
        this.#listener.trouble(report.node, report.message);
        return;
      case 'added': {
        const waiting = this.#adding.get(report.number);
        this.#adding.delete(report.number);
        if (report.error) waiting?.reject(unpackError(report.error));
        else waiting?.resolve();
        return;
      }
      case 'stopped':
        this.#lastWords = report.lastWords;
        this.#figures = report.lastWords.figures;
        this.#end();
    }
  }

  /** It ends when nobody is there to talk to any more; where it does not, it is made to. */
  #end(): void {
    this.#child.disconnect();
    const force = this.#clock.after(EXIT_WITHIN_MS, () => this.#child.kill('SIGKILL'));
    void this.#exited.then(() => force.cancel());
  }

  #gone(how: string): void {
    this.#silence?.cancel();
    const said = this.#stderr.trim();
    const lost = new WorkerLost(
      `${this.#title} (process ${this.pid ?? 'never started'}) with ${this.#nodes} nodes ended unexpectedly: ${how}${said === '' ? '' : `; it said: ${said}`}`,
    );
    if (!this.#stopping) {
      this.#lost = lost;
      this.#figures = withAllAway(this.#figures);
      this.#listener.lost(lost);
    }
    for (const { reject } of this.#adding.values()) reject(lost);
    this.#adding.clear();
  }
}
