/** Bytes that an answer may have: tens of thousands of jobs in a list, or the output of the most verbose command. */
export const DEFAULT_MAX_ANSWER_BYTES = 16 * 1_024 * 1_024;

/**
 * All bytes of a body that comes in pieces. Of one that has more than it may have the rest is not waited for: its
 * connection is given up.
 * @throws what `tooLarge` makes, and what the body fails with
 */
export async function wholeBody(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
  tooLarge: () => Error,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of body) {
    total += chunk.length;
    if (total > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, total);
}
