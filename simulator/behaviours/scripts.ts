import type { How, Script } from '../commands/command.ts';
import { SCRIPT } from '../node/job.ts';
import type { VirtualNodeEffect } from '../node/planned.ts';
import { changing } from './reshaping.ts';

/** Every command that is started replaced by a script; what was scripted already keeps the rest. */
export function scripting(
  planned: readonly VirtualNodeEffect[],
  changes: Partial<Omit<Script, 'by'>>,
): readonly VirtualNodeEffect[] {
  return changing(planned, 'runCommand', (effect) => ({
    ...effect,
    how: { ...scriptOf(effect.how), ...changes },
  }));
}

/**
 * All but the pretended commands, which would end before what is to happen in the middle of them. A real one is
 * started.
 */
export function withoutScripts(planned: readonly VirtualNodeEffect[]): readonly VirtualNodeEffect[] {
  return planned.filter((effect) => effect.type !== 'runCommand' || effect.how.by === 'process');
}

/** True where a command is about to be started. */
export function startsCommand(planned: readonly VirtualNodeEffect[]): boolean {
  return planned.some((effect) => effect.type === 'runCommand');
}

function scriptOf(how: How): Script {
  return how.by === 'script' ? how : SCRIPT;
}
