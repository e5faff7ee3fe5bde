import pLimit from 'p-limit';

/** Does so many, some at once, until all are done. */
export async function crowd(
  count: number,
  atOnce: number,
  one: (index: number) => Promise<unknown>,
): Promise<void> {
  const limit = pLimit(atOnce);
  await Promise.all(Array.from({ length: count }, (_, index) => limit(() => one(index))));
}
