import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { MARK_VARIABLE, SUPERVISOR_MARK } from './mark.ts';
import { formatProcessId, type ProcessId } from './process-id.ts';

/** What a supervisor cleans up. */
export interface Estate {
  readonly fleetMark: string;
  /** A temporary folder, whether it is there yet or not; undefined where there is none. */
  readonly folder: string | undefined;
}

/** `clean-up.ts` beside the source, `clean-up.js` beside what was built of it. */
const EXTENSION = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const CLEAN_UP = fileURLToPath(new URL(`./clean-up.${EXTENSION}`, import.meta.url));
const BESIDE = fileURLToPath(new URL('.', import.meta.url));

/**
 * Reads what the fleet tells (a command runs, a command has ended, all is over) and remembers what runs. Where the fleet
 * ends without a word the pipe closes, and the clean-up takes this shell's place, with what runs behind its own arguments.
 * A shell, since it waits in a megabyte; and deaf to what ends the fleet in order.
 */
const SCRIPT = `trap '' HUP INT TERM
live=' '
while read -r what id; do
  case $what in
    runs) live="$live$id " ;;
    ended) live="\${live%% "$id" *} \${live#* "$id" }" ;;
    over) exit 0 ;;
  esac
done
exec "$@" $live`;

/**
 * A process that outlives a fleet that is killed, ends what the fleet's commands have left and removes the fleet's temporary
 * folder. It ends with the fleet where that ends in order.
 */
export class Supervisor {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.unref();
    // one that was killed is gone and hears nothing; `isAlive` says so
    child.stdin?.on('error', () => undefined);
  }

  /** Resolves when it watches. Rejects where no process can be started. */
  static async start({ fleetMark, folder }: Estate): Promise<Supervisor> {
    const loader = EXTENSION === 'ts' ? ['--import', import.meta.resolve('tsx')] : [];
    const cleanUp = [process.execPath, ...loader, CLEAN_UP, fleetMark, folder ?? ''];
    // a fleet that a command of another fleet has started keeps its supervisor when that command is ended; and options of
    // Node's may name files from where we are
    const { NODE_OPTIONS: _options, ...inherited } = process.env;
    const env = { ...inherited, [MARK_VARIABLE]: SUPERVISOR_MARK };
    const child = spawn('/bin/sh', ['-c', SCRIPT, 'push-harness-supervisor', ...cleanUp], {
      cwd: BESIDE,
      env,
      // a Ctrl-C on the terminal is for the fleet
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const supervisor = new Supervisor(child);
    await once(child, 'spawn');
    return supervisor;
  }

  /** False where somebody has ended it. */
  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** The shell of a command, which leads a session of its own, runs. */
  runs(leader: ProcessId): void {
    this.#tell(`runs ${formatProcessId(leader)}`);
  }

  ended(leader: ProcessId): void {
    this.#tell(`ended ${formatProcessId(leader)}`);
  }

  /** Sends it home: everything has been cleaned up. It has ended when this resolves. */
  async dismiss(): Promise<void> {
    const exited = this.isAlive ? once(this.#child, 'exit') : undefined;
    this.#child.ref();
    this.#child.stdin?.end('over\n');
    await exited;
  }

  /** Has it clean up, as where the fleet is killed. It outlives this process if need be. */
  takeOver(): void {
    this.#child.stdin?.end();
  }

  #tell(line: string): void {
    this.#child.stdin?.write(`${line}\n`);
  }
}
