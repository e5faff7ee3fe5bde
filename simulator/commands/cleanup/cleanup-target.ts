import { isMarkOf, SUPERVISOR_MARK } from './mark.ts';
import { formatProcessId, type ProcessId } from './process-id.ts';
import type { SeenProcess } from './process-table.ts';

/** What is to end: a command, or all that a fleet has started. */
export interface CleanupTarget {
  /** That of a command, or of a fleet for all of its commands. */
  readonly mark: string;
  /** The shells of commands that run, each the leader of a session of its own. */
  readonly leaders: readonly ProcessId[];
}

/**
 * The processes that belong to a target: those that carry its mark, those in the session of a leader, those that were found
 * to belong to it before, and whatever these have started, but for supervisors of other fleets. So one that has lost its environment (`env -i`) is found as long
 * as its session or its parent is known.
 * @param found words of `formatProcessId`
 */
export function processesOfTarget(
  seen: readonly SeenProcess[],
  target: CleanupTarget,
  found: ReadonlySet<string>,
): readonly SeenProcess[] {
  const byPid = new Map(seen.map((each) => [each.pid, each]));
  // a session's number is nobody else's while it has members; another process of that number began another session
  const sessions = new Set(
    target.leaders
      .filter(({ pid, startedAt }) => (byPid.get(pid)?.startedAt ?? startedAt) === startedAt)
      .map(({ pid }) => pid),
  );
  const members = new Set(
    seen.filter(
      (each) =>
        isMarkOf(each.mark, target.mark) || sessions.has(each.session) || found.has(formatProcessId(each)),
    ),
  );
  for (let before = -1; before < members.size; ) {
    before = members.size;
    for (const each of seen) {
      const parent = byPid.get(each.parent);
      if (parent && members.has(parent) && each.mark !== SUPERVISOR_MARK) members.add(each);
    }
  }
  return [...members];
}
