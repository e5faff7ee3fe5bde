import { resolve } from 'node:path';
import type { Surroundings } from '../program/command.ts';
import { type ControlSocket, openControl } from './control-server.ts';

/**
 * Opens the socket of a fleet and says where it is. Without a place of its own choice a fleet runs all the same.
 * @param asked a path; false for none
 * @throws UsageError where it cannot be had at the path that was asked for
 */
export async function sayControl(
  asked: string | false | undefined,
  { env, folder, output }: Surroundings,
): Promise<ControlSocket | undefined> {
  if (asked === false) return undefined;
  const opened = await openControl(asked === undefined ? undefined : resolve(folder, asked), env);
  if ('problem' in opened) {
    output.remark(`The fleet cannot be steered: ${opened.problem}; --control PATH names another place.`);
    return undefined;
  }
  output.remark(`push-harness fleet steers it, process ${process.pid}, by ${opened.path}`);
  output.record({ event: 'control', pid: process.pid, socket: opened.path });
  return opened;
}
