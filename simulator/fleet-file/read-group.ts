import type { FileProblem } from '../../files/settings/file-problem.ts';
import type { WhitelistRule } from '../commands/whitelist.ts';
import type { NodeGroup, Start } from './fleet-file.ts';
import type { RawGroup, RawWhitelistRule } from './raw-fleet.ts';
import { type Complain, optionalMs, readBehaviours } from './raw-parts.ts';

/** A group of the file, with the number of its nodes. */
export function readGroup(raw: RawGroup, count: number, index: number, complain: Complain): NodeGroup {
  const { over, per_second: perSecond } = raw.start ?? {};
  if (raw.start && (over === undefined) === (perSecond === undefined))
    complain(['groups', index, 'start'], 'needs one of over and per_second');
  return {
    name: raw.name,
    count,
    behaviours: readBehaviours(raw.behaviours ?? ['healthy']),
    whitelist: raw.whitelist?.flatMap((rule, at) =>
      readRule(rule, ['groups', index, 'whitelist', at], complain),
    ),
    start: readStart(over, perSecond),
  };
}

function readStart(over: string | undefined, perSecond: number | undefined): Start {
  if (perSecond !== undefined) return { kind: 'rate', perSecond };
  return over === undefined ? { kind: 'at_once' } : { kind: 'over', ms: optionalMs(over) ?? 0 };
}

function readRule(
  raw: RawWhitelistRule,
  path: FileProblem['path'],
  complain: Complain,
): readonly WhitelistRule[] {
  const { match, pattern, run, lock } = raw;
  const rest = { ...(run !== undefined && { run }), ...(lock !== undefined && { lock }) };
  if ((match === undefined) === (pattern === undefined)) complain(path, 'needs one of match and pattern');
  if (pattern === undefined) return [{ match: match ?? '', ...rest }];
  try {
    return [{ match: new RegExp(pattern), ...rest }];
  } catch (error) {
    complain(
      [...path, 'pattern'],
      `is no regular expression (${error instanceof Error ? error.message : error})`,
    );
    return [];
  }
}
