import type { ChosenBehaviour } from '../behaviours/choose.ts';

/** Commands of jobs would run as root, and nobody has said that they may. */
export class RootRefused extends Error {
  override readonly name = 'RootRefused';

  constructor() {
    super(
      'nodes that run real commands would run them as root: start as another user, or allow it (--allow-root)',
    );
  }
}

/** @throws RootRefused where these behaviours run real commands, this process is root, and that was not allowed */
export function assertMayRun(chosen: readonly ChosenBehaviour[], allowRoot: boolean): void {
  const runsCommands = chosen.some(({ behaviour }) => behaviour.name === 'exec');
  if (runsCommands && !allowRoot && process.getuid?.() === 0) throw new RootRefused();
}
