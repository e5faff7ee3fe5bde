/** A journal cannot be read. The message is one sentence naming the thing and the remedy. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}
