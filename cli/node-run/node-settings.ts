import type { KeyObject } from 'node:crypto';
import { resolve } from 'node:path';
import { VARIABLES } from '../../conformance/client/testbed/environment.ts';
import { serverAddress } from '../../protocol/client/server-address.ts';
import { isStringMap } from '../../protocol/wire/fields.ts';
import type { WhitelistRule } from '../../simulator/commands/whitelist.ts';
import { readPrivateKey } from '../connection/private-key.ts';
import { type Reading, readNamedText } from '../files/read-named.ts';
import { UsageError } from '../program/errors.ts';

/** One node, as its environment describes it. */
export interface NodeRunSettings {
  readonly serverUrl: string;
  readonly org: string;
  readonly node: string;
  readonly privateKey: KeyObject;
  /** Undefined: a folder that lasts as long as the node. */
  readonly workDir: string | undefined;
  /** The certificates to trust over https, as a file. */
  readonly caFile: string | undefined;
  /** Undefined allows every command. */
  readonly whitelist: readonly WhitelistRule[] | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws UsageError, naming the variable */
export async function nodeSettings(env: Environment, reading: Reading): Promise<NodeRunSettings> {
  const given = (name: keyof typeof VARIABLES): string | undefined => env[VARIABLES[name]] || undefined;
  const needed = (name: keyof typeof VARIABLES): string => {
    const value = given(name);
    if (value !== undefined) return value;
    throw new UsageError(`${VARIABLES[name]} is not set; push-harness node run --help says what it takes.`);
  };
  const address = serverAddress(needed('serverUrl'));
  if (typeof address === 'string') throw new UsageError(`${VARIABLES.serverUrl} is ${address}.`);
  const org = given('org') ?? address.org ?? needed('org');
  if (address.org !== undefined && address.org !== org)
    throw new UsageError(
      `${VARIABLES.serverUrl} names organisation ${address.org}, and ${VARIABLES.org} is ${org}; give one of them.`,
    );
  const keyFile = needed('keyFile');
  const workDir = given('workDir');
  const whitelistFile = given('whitelistFile');
  return {
    serverUrl: address.url,
    org,
    node: needed('node'),
    privateKey: await readPrivateKey(keyFile, reading),
    caFile: given('caFile'),
    workDir: workDir && resolve(reading.folder, workDir),
    whitelist: whitelistFile === undefined ? undefined : await readWhitelist(whitelistFile, reading),
  };
}

async function readWhitelist(file: string, reading: Reading): Promise<readonly WhitelistRule[]> {
  const text = await readNamedText(file, reading, { what: 'the whitelist' });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`Cannot read the whitelist ${file}: it is no JSON.`, { cause });
  }
  if (!isStringMap(content)) {
    throw new UsageError(`The whitelist ${file} is no JSON object of texts and the command lines for them.`);
  }
  return Object.entries(content).map(([match, run]) => ({ match, run }));
}
