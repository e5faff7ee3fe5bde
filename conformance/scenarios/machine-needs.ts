import { needsIn } from '../../reports/generators/conformance/tags.ts';
import { findUser, mayBecome } from '../../simulator/commands/users.ts';

/** What scenarios may need of the machine that judges, whatever the target; they name it as `@needs:NAME`, too. */
export const MACHINE_NEEDS = {
  'other-users': {
    unmet:
      'nodes cannot run commands as another user here: run conform as root, on a machine with a user daemon',
    isMet: () => {
      const daemon = findUser('daemon');
      return process.getuid?.() === 0 && daemon !== undefined && mayBecome(daemon);
    },
  },
} as const;

export type MachineNeed = keyof typeof MACHINE_NEEDS;

export function isMachineNeed(name: string): name is MachineNeed {
  return Object.hasOwn(MACHINE_NEEDS, name);
}

/** Whether a scenario with these tags can run on this machine. */
export function canRunHere(tags: readonly string[]): boolean {
  return unmetByMachine(needsIn(tags)).length === 0;
}

/** What is missing for those of these needs that this machine does not meet, each with the remedy. */
export function unmetByMachine(needs: readonly string[]): readonly string[] {
  return needs
    .filter(isMachineNeed)
    .filter((need) => !MACHINE_NEEDS[need].isMet())
    .map((need) => MACHINE_NEEDS[need].unmet);
}
