/** The client did not do what was required. */
export class Unmet extends Error {
  override readonly name = 'Unmet';
  readonly expected: string;
  readonly actual: string;

  constructor(expected: string, actual: string) {
    super(`expected ${expected}; it was ${actual}`);
    this.expected = expected;
    this.actual = actual;
  }
}

/** The process of the client has ended although nobody asked it to. */
export class ClientEnded extends Error {
  override readonly name = 'ClientEnded';
}

/** The run was interrupted. */
export class CheckInterrupted extends Error {
  override readonly name = 'CheckInterrupted';
}

/** @throws Unmet where the two are not the same text */
export function expectSame(what: string, expected: string, actual: string): void {
  if (expected !== actual) throw new Unmet(`${what}: ${expected}`, actual);
}
