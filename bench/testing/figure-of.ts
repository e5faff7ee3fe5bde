import type { FigureSpec } from '../run/benchmark.ts';
import { type Figure, figuresOf } from '../run/figure.ts';

/** A figure as a run would make it, from one number a round on each side. */
export function figureOf(
  ours: readonly number[],
  floor: readonly number[],
  spec: Partial<FigureSpec> = {},
): Figure {
  const figure = { key: 'rate', title: 'Messages', unit: 'messages/s', targets: [], ...spec } as const;
  const [made] = figuresOf(
    {
      name: 'broker/example',
      floorTitle: 'bare',
      figures: [figure],
    },
    ours.map((value, index) => ({
      ours: { [figure.key]: value },
      floor: floor[index] === undefined ? {} : { [figure.key]: floor[index] },
    })),
    'full',
  );
  if (made === undefined) throw new Error('no figure');
  return made;
}
