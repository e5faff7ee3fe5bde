import { readFileSync, writeFileSync } from 'node:fs';
import type { Size } from '../run/benchmark.ts';
import type { Figure } from '../run/figure.ts';
import type { MachineInfo } from './machine-info.ts';

/** What a run leaves. A change of the shape that a reader would stumble over changes the version. */
export interface BenchFile {
  readonly kind: 'push-harness/bench';
  readonly version: 2;
  /** ISO 8601. */
  readonly date: string;
  readonly machine: MachineInfo;
  readonly size: Size;
  /** It was ended before all benchmarks had run. */
  readonly interrupted: boolean;
  /** Run time of all of it. */
  readonly seconds: number;
  readonly figures: readonly Figure[];
  readonly failures: readonly BenchFailure[];
}

/** A benchmark that did not come to its end. */
export interface BenchFailure {
  readonly name: string;
  readonly message: string;
}

export function writeBenchFile(path: string, file: BenchFile): void {
  writeFileSync(path, `${JSON.stringify(file, undefined, 2)}\n`);
}

/** @throws Error for a file that is none of ours, or of another version */
export function readBenchFile(path: string): BenchFile {
  const read: Partial<BenchFile> = Object(JSON.parse(readFileSync(path, 'utf8')));
  if (read.kind !== 'push-harness/bench') throw new Error(`${path} is no result of this bench`);
  if (read.version !== 2) throw new Error(`${path} is of version ${read.version}, not 2`);
  return read as BenchFile;
}
