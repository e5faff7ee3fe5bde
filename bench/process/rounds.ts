import type { Measures, OpenBenchmark, Scale } from '../run/benchmark.ts';
import { Children } from './children.ts';

/** The two sides of a benchmark, whose processes somebody else ends. */
export type Sides = Omit<OpenBenchmark, 'close'>;

/** A benchmark whose processes live through all rounds. They are ended when setting up fails, too. */
export async function withChildren(
  scale: Scale,
  open: (children: Children) => Promise<Sides>,
): Promise<OpenBenchmark> {
  const children = new Children(scale);
  try {
    return { ...(await open(children)), close: () => children.close() };
  } catch (error) {
    await children.close();
    throw error;
  }
}

/** How one side is measured with processes made for it. */
export type FreshSide = (children: Children) => Promise<Measures>;

/** A benchmark whose every round has new processes: memory that an earlier round gave back would be used again. */
export function withFreshChildren(
  scale: Scale,
  sides: { readonly floor: FreshSide; readonly ours: FreshSide },
): OpenBenchmark {
  const measure = async (side: FreshSide): Promise<Measures> => {
    const children = new Children(scale);
    try {
      return await side(children);
    } finally {
      await children.close();
    }
  };
  return {
    floor: () => measure(sides.floor),
    ours: () => measure(sides.ours),
    close: async () => undefined,
  };
}
