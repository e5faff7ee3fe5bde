import { statSync } from 'node:fs';
import type { CommitMessage } from '../../protocol/wire/commit.ts';
import type { CommitCheck } from '../node/host.ts';
import { isLocked } from './file-lock.ts';
import { findUser, mayBecome } from './users.ts';
import { allowedCommand, type WhitelistRule } from './whitelist.ts';

const FILE_PREFIXES = ['raw:', 'base64:'];

/**
 * Whether a commit can be accepted, as far as the order itself says: its command and its file. Source: protocol §8.
 * @param rules undefined allows every command
 */
export function checkOrder(order: CommitMessage, rules: readonly WhitelistRule[] | undefined): CommitCheck {
  const { command, file } = order;
  const allowed = rules ? allowedCommand(rules, command) : { commandLine: command };
  if (!allowed) return refuse('the command is not in the whitelist');
  if (allowed.lock !== undefined && isLocked(allowed.lock)) return refuse(`${allowed.lock} is locked`);
  if (file !== undefined && !FILE_PREFIXES.some((prefix) => file.startsWith(prefix))) {
    return refuse('the file is neither raw nor base64');
  }
  return { commandLine: allowed.commandLine };
}

/** Whether this machine can do it: its user and its directory. Undefined where it can. Source: protocol §8. */
export function refusalOfMachine(order: CommitMessage): string | undefined {
  if (order.user !== undefined) {
    const user = findUser(order.user);
    if (!user) return `there is no user ${order.user}`;
    if (!mayBecome(user)) return `commands cannot be run as ${order.user} by this user`;
  }
  if (order.dir !== undefined && !isDirectory(order.dir)) return `there is no directory ${order.dir}`;
  return undefined;
}

function refuse(refusal: string): CommitCheck {
  return { commandLine: '', refusal };
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // missing, or not ours to look at: no command could run there
    return false;
  }
}
