import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { readTarget } from '../../conformance/target-file/read-target.ts';
import type { TargetFile } from '../../conformance/target-file/target-file.ts';
import { reachOf } from '../../protocol/client/server-reach.ts';
import { privateKeyPem } from '../connection/private-key.ts';
import { type Asking, connectionFrom, reachFrom } from '../connection/rest-connection.ts';
import { readNamedText } from '../files/read-named.ts';
import { serverQuirksFrom } from '../options/quirks.ts';
import { suggestion } from '../options/suggestion.ts';
import { UsageError } from '../program/errors.ts';
import type { ConformOptions } from './command-line.ts';

/**
 * The target of a file, of the options that name a server, or the local server's; with the quirks that the options say
 * it may have.
 * @throws UsageError, SettingsFileError
 */
export async function targetFrom(options: ConformOptions, reading: Asking): Promise<TargetFile> {
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
  if (options.target === undefined || options.server === undefined) return options;
  if (flags.has('target') === flags.has('server'))
    throw new UsageError('--target and --server name two targets; give one of them.');
  return flags.has('target') ? { ...options, server: undefined } : { ...options, target: undefined };
}

async function serverFrom(options: ConformOptions, reading: Asking): Promise<TargetFile> {
  const { target, dialect } = options;
  if (target !== undefined) {
    const source = await readNamedText(target, reading, { what: 'the target' });
    const file = readTarget(source, resolve(reading.folder, target), suggestion);
    if (file.server.kind !== 'external') return file;
    return { ...file, reach: { ...file.reach, ...(await reachFrom(file.server.url, options, reading)) } };
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

/** A file, which the processes of the run find as well. A pipe is read once, and the text of a key is no path. */
function isReadAgain(path: string | undefined): path is string {
  return path !== undefined && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
