/**
 * Does all of these in their order, whatever fails, and then throws what the first of them that failed has thrown.
 * @param onFailure told at once of each that fails
 */
export async function firstFailureOf(
  acts: readonly (() => void | Promise<void>)[],
  onFailure: () => void = () => {},
): Promise<void> {
  const failures: unknown[] = [];
  for (const act of acts) {
    try {
      await act();
    } catch (error) {
      onFailure();
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
