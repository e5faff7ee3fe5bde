import { createBirpc } from 'birpc';

/** What a child process can be asked to do, by name. Arguments and answers are copied between the processes. */
export type ChildCommands = Readonly<Record<string, (...args: never[]) => unknown>>;

/** Called by a child's own file: answers what the parent asks, and ends with the parent. */
export function answer(commands: ChildCommands): void {
  createBirpc(commands, {
    post: (message) => process.send?.(message),
    on: (hear) => process.on('message', hear),
  });
  process.on('disconnect', () => process.exit());
}
