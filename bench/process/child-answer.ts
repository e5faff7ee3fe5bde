/** What a child process can be asked to do, by name. Arguments and answers are copied between the processes. */
export type ChildCommands = Readonly<Record<string, (...args: never[]) => unknown>>;

export interface Question {
  readonly number: number;
  readonly command: string;
  readonly args: readonly unknown[];
}

export type ChildAnswer = { readonly number: number } & (
  | { readonly value: unknown }
  | { readonly error: string }
);

/** Called by a child's own file: answers what the parent asks, and ends with the parent. */
export function answer(commands: ChildCommands): void {
  process.on('message', (question: Question) => void reply(commands, question));
  process.on('disconnect', () => process.exit());
}

async function reply(commands: ChildCommands, { number, command, args }: Question): Promise<void> {
  const send = (said: ChildAnswer): void => void process.send?.(said);
  try {
    const act = commands[command] as ((...args: readonly unknown[]) => unknown) | undefined;
    if (act === undefined) throw new Error(`no command ${command}`);
    send({ number, value: await act(...args) });
  } catch (error) {
    send({ number, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
