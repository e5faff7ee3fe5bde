import { type Figure, figuresOf } from '../../run/figure.ts';
import type { BenchFile } from '../bench-file.ts';

/** The figures of a fleet of so many nodes, whose memory may be half as much again as that of the floor, in bytes. */
export function fleetFigures(nodes: number, memory: number, floor: number): readonly Figure[] {
  return figuresOf(
    {
      name: `growth/${nodes}`,
      nodes: { full: nodes, quick: nodes, smoke: nodes },
      floorTitle: 'bare & simple',
      figures: [{ key: 'memory', title: 'Memory', unit: 'bytes', targets: [{ of: 'ratio', atMost: 1.5 }] }],
    },
    [{ ours: { memory }, floor: { memory: floor } }],
    'full',
  );
}

/** A run that met one target and missed one, was ended before its time, and in which a benchmark broke. */
export const SAMPLE_BENCH: BenchFile = {
  kind: 'push-harness/bench',
  version: 2,
  date: '2020-01-01T00:00:00Z',
  machine: { cpu: 'any', cores: 2, memoryBytes: 1, system: 'linux', node: 'v20', loadBefore: 0 },
  size: 'full',
  interrupted: true,
  seconds: 5,
  figures: [...fleetFigures(1_000, 40_960, 20_480), ...fleetFigures(500, 20_480, 20_480)],
  failures: [{ name: 'growth/2000', message: 'it <broke>' }],
};
