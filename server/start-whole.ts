import { Closers } from './closers.ts';
import { startErrorOf } from './store/start-error-of.ts';

/**
 * Starts what consists of many parts, and where one of them fails takes back what had been started.
 *
 * @param data the folder for everything that is kept
 * @throws StartError for what its user can mend
 */
export async function startWhole<T>(
  data: string | undefined,
  start: (closers: Closers) => Promise<T>,
): Promise<T> {
  const closers = new Closers();
  try {
    return await start(closers);
  } catch (error) {
    await closers.close();
    throw startErrorOf(data, error);
  }
}
