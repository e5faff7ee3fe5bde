import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readTarget } from '../../conform/target/read-target.ts';
import type { TargetFile } from '../../conform/target/target-file.ts';
import { connectionFrom } from '../connection/connection.ts';
import { suggestion } from '../options/suggestion.ts';
import { UsageError } from '../program/errors.ts';
import type { ConformOptions } from './command-line.ts';

/**
 * The target of a file, of the options that name a server, or the local server's.
 * @throws UsageError, TargetFileError
 */
export function targetFrom(options: ConformOptions, folder: string): TargetFile {
  const { target, server, dialect } = options;
  if (target !== undefined) {
    if (server !== undefined)
      throw new UsageError('--target and --server name two targets; give one of them.');
    const path = resolve(folder, target);
    return readTarget(readSource(path, target), path, suggestion);
  }
  const { serverUrl, org, user } = connectionFrom(options, folder);
  const data = resolve(folder, options.data);
  const keyFile = (name: string): string => join(data, 'keys', `${name}.pem`);
  const isLocal = options.key === undefined;
  return {
    name: serverUrl,
    dialect,
    server: { kind: 'external', url: serverUrl },
    organisation: org,
    roles: {
      admin: { user, keyFile: options.key === undefined ? keyFile(user) : resolve(folder, options.key) },
      ...(isLocal &&
        existsSync(keyFile('pivotal')) && { superuser: { user: 'pivotal', keyFile: keyFile('pivotal') } }),
    },
    timings: {},
    hooks: {},
    knownFailures: [],
  };
}

function readSource(path: string, shownAs: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new UsageError(`Cannot read the target ${shownAs} (${code}); check the path.`, { cause });
  }
}
