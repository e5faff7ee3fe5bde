/** What was asked of whoever keeps organisations, principals and groups. */
export type AccessQuestion = 'organisation' | 'principal' | 'group';

/** Whoever keeps organisations, principals and groups did not answer, or gave an answer that cannot be used. */
export class AccessUnavailable extends Error {
  override readonly name = 'AccessUnavailable';
  readonly question: AccessQuestion;
  /** A word: `econnrefused`, `timeout`, `status_503`, `bad_answer`. */
  readonly reason: string;

  constructor(question: AccessQuestion, reason: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.question = question;
    this.reason = reason;
  }
}
