import { readFileSync, writeFileSync } from 'node:fs';

const BYTES_A_KB = 1_024;
/** Makes the kernel forget the peak so far. Source: proc(5), `clear_refs`. */
const FORGET_PEAK = '5';

/** Resident memory of a process, as Linux counts it. */
export class Resident {
  readonly #folder: string;

  constructor(pid: number) {
    this.#folder = `/proc/${pid}`;
  }

  /** Bytes now. */
  get now(): number {
    return this.#read('VmRSS');
  }

  /** Most bytes since it was forgotten; no sample misses it. */
  get most(): number {
    return this.#read('VmHWM');
  }

  forgetMost(): void {
    writeFileSync(`${this.#folder}/clear_refs`, FORGET_PEAK);
  }

  #read(name: 'VmRSS' | 'VmHWM'): number {
    const status = readFileSync(`${this.#folder}/status`, 'utf8');
    return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) * BYTES_A_KB;
  }
}
