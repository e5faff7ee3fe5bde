import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { readTarget } from '../../conformance/target-file/read-target.ts';
import type { TargetFile } from '../../conformance/target-file/target-file.ts';
import { reachOf } from '../../protocol/client/server-reach.ts';
import { privateKeyPem, readPrivateKey } from '../connection/private-key.ts';
import { type Asking, connectionFrom, reachFrom } from '../connection/rest-connection.ts';
import { readNamedText } from '../files/read-named.ts';
import { DEFAULT_USER } from '../options/connection.ts';
import { serverQuirksFrom } from '../options/quirks.ts';
import { missingOption } from '../options/resolve-options.ts';
import { suggestion } from '../options/suggestion.ts';
import type { Surroundings } from '../program/command.ts';
import { UsageError } from '../program/errors.ts';
import type { ConformOptions } from './command-line.ts';

/** Where files are named from, and which options stand on the command line. */
type Choosing = Asking & Pick<Surroundings, 'flags'>;

/**
 * The target of a file, of the options that name a server, or the local server's; with the quirks that the options say
 * it may have.
 * @throws UsageError, SettingsFileError
 */
export async function targetFrom(options: ConformOptions, reading: Choosing): Promise<TargetFile> {
  const target = await serverFrom(options, reading);
  return {
    ...target,
    maxAnswerBytes: options.maxAnswer,
    ...(options.quirks !== undefined && { quirks: serverQuirksFrom(options.quirks) }),
  };
}

/**
 * The options with one target: of a file and an address the one on the command line goes before what stands elsewhere.
 * @param flags names of the options that stand on the command line
 * @throws UsageError where both are equally meant
 */
export function withOneTarget(options: ConformOptions, flags: ReadonlySet<string>): ConformOptions {
  const { target, server, user, key } = options;
  if (target === undefined) return options;
  if (server !== undefined) {
    if (flags.has('target') === flags.has('server'))
      throw new UsageError('--target and --server name two targets; give one of them.');
    if (flags.has('server')) return { ...options, target: undefined };
  }
  // of who asks the file says more than the environment and settings, which are meant for no target in particular
  return {
    ...options,
    server: undefined,
    user: flags.has('user') ? user : undefined,
    key: flags.has('key') ? key : undefined,
  };
}

async function serverFrom(options: ConformOptions, reading: Choosing): Promise<TargetFile> {
  const { target, dialect } = options;
  if (target !== undefined) {
    const source = await readNamedText(target, reading, { what: 'the target' });
    const file = readTarget(source, resolve(reading.folder, target), suggestion);
    if (file.server.kind !== 'external') return file;
    const given = await reachFrom(file.server.url, options, reading);
    const isFlag = ['ca', 'insecure'].some((name) => reading.flags.has(name));
    // what stands in the environment or in a file of settings is meant for no target in particular
    const reach = isFlag ? { ...file.reach, ...given } : { ...given, ...file.reach };
    return { ...file, reach, roles: await rolesFrom(file.roles, options, reading) };
  }
  const { serverUrl, org, user, privateKey, keyFile, ...connection } = await connectionFrom(options, reading);
  const superuserKey = resolve(reading.folder, options.data, 'keys', 'pivotal.pem');
  const isLocal = [options.key, options.knife, options.profile].every((given) => given === undefined);
  return {
    name: serverUrl,
    dialect,
    server: { kind: 'external', url: serverUrl },
    reach: reachOf(connection),
    organisation: org,
    roles: {
      admin: { user, key: isReadAgain(keyFile) ? keyFile : privateKeyPem(privateKey) },
      ...(isLocal && existsSync(superuserKey) && { superuser: { user: 'pivotal', key: superuserKey } }),
    },
    timings: {},
    hooks: {},
    knownFailures: [],
  };
}

/** The roles of a target's file, with the admin of the command line: flags go before the file, and the file before all else. */
async function rolesFrom(
  roles: TargetFile['roles'],
  { user, key }: Pick<ConformOptions, 'user' | 'key'>,
  reading: Asking,
): Promise<TargetFile['roles']> {
  if (user === undefined && key === undefined) return roles;
  const admin = {
    user: user ?? roles.admin?.user ?? DEFAULT_USER,
    key: key === undefined ? roles.admin?.key : privateKeyPem(await readPrivateKey(key, reading)),
  };
  if (admin.key === undefined) throw missingOption('conform --target as another user', 'key', 'FILE');
  return { ...roles, admin: { ...admin, key: admin.key } };
}

/** A file, which the processes of the run find as well. A pipe is read once, and the text of a key is no path. */
function isReadAgain(path: string | undefined): path is string {
  return path !== undefined && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
