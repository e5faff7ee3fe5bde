import type { EventRule, FleetTarget } from './fleet-file.ts';
import type { RawEvent } from './raw-fleet.ts';
import { type Complain, optionalMs, readBehaviours, readSelection } from './raw-parts.ts';

/** An event of the file; none where it cannot be read. */
export function readEvent(
  raw: RawEvent,
  index: number,
  target: FleetTarget,
  complain: Complain,
): readonly EventRule[] {
  const { kill, behave, hook, restart_server: restart } = raw;
  const atMs = optionalMs(raw.at) ?? 0;
  const path = ['events', index];
  const acts = [kill, behave, hook, restart].filter((act) => act !== undefined);
  if (acts.length !== 1) complain(path, 'needs one of kill, behave, hook and restart_server');
  if (kill) {
    return [
      { atMs, kind: 'kill', nodes: readSelection(kill), returnsAfterMs: optionalMs(kill.returns_after) },
    ];
  }
  if (behave) {
    return [
      { atMs, kind: 'behave', nodes: readSelection(behave), behaviours: readBehaviours(behave.behaviours) },
    ];
  }
  if (hook) return [{ atMs, kind: 'hook', command: hook }];
  if (!restart) return [];
  if (target.kind !== 'self')
    complain([...path, 'restart_server'], 'needs target self: use a hook for a server of your own');
  return [{ atMs, kind: 'restart_server', downMs: optionalMs(restart.down) ?? 0 }];
}
