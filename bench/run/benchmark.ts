export type Unit =
  | 'messages/s'
  | 'nodes/s'
  | 'requests/s'
  | 'rows/s'
  | 'jobs/s'
  | 'ms'
  | 'bytes'
  | 'count'
  | 'ratio'
  | 'µs';

/** What a figure is held against: what we measured, its ratio to the floor, or by how much it lies above it. */
export type TargetSubject = 'ours' | 'ratio' | 'difference';

/** What a figure should be; a ratio has no unit, the others have the figure's. */
export type FigureTarget = { readonly of: TargetSubject } & (
  | { readonly atLeast: number }
  | { readonly atMost: number }
);

export interface FigureSpec {
  /** Key in `Measures`. */
  readonly key: string;
  readonly title: string;
  readonly unit: Unit;
  readonly targets: readonly FigureTarget[];
}

/** One round's measurement by figure; a figure that has no floor is missing in the floor's. */
export type Measures = Readonly<Record<string, number>>;

/** `full` for figures worth keeping, `quick` for every day, `smoke` to see that everything runs. */
export const SIZES = ['full', 'quick', 'smoke'] as const;
export type Size = (typeof SIZES)[number];

/** A number for each size of a run. */
export type BySize<T> = Readonly<Record<Size, T>>;

export interface Scale {
  readonly size: Size;
  /** Where children write their CPU profiles; undefined: they write none. */
  readonly profileFolder: string | undefined;
}

/** A benchmark that is set up. Its rounds are run one after the other: floor, ours, floor, ours … */
export interface OpenBenchmark {
  floor(): Promise<Measures>;
  ours(): Promise<Measures>;
  /** Ends every process that it started. */
  close(): Promise<void>;
}

export interface Benchmark {
  /** `SUITE/NAME`. */
  readonly name: string;
  /** Size of the fleet, where that is what one benchmark and the next differ by. */
  readonly nodes?: BySize<number>;
  /** What is measured as the floor: the bare library doing the least that the job needs. */
  readonly floorTitle: string;
  readonly figures: readonly FigureSpec[];
  /** A run that is only to show that everything works has one round. */
  readonly rounds: Readonly<Record<Exclude<Size, 'smoke'>, number>>;
  /** Rounds that are thrown away; none where nothing but a crash matters. */
  readonly warmUpRounds?: number;
  open(scale: Scale): Promise<OpenBenchmark>;
}
