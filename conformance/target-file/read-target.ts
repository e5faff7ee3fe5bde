import { dirname, resolve } from 'node:path';
import { parseDuration } from '../../files/settings/duration.ts';
import type { FileProblem } from '../../files/settings/file-problem.ts';
import { nameOfFile } from '../../files/settings/name-of-file.ts';
import { readSettings } from '../../files/settings/read-settings.ts';
import { type Suggest, schemaCheck } from '../../files/settings/schema-check.ts';
import { type ServerAddress, serverAddress } from '../../protocol/client/server-address.ts';
import { reachOf } from '../../protocol/client/server-reach.ts';
import type { ServerQuirkName } from '../../protocol/quirks/catalogue.ts';
import type { QuirkChoice } from '../../protocol/quirks/quirk-choice.ts';
import { isPem } from '../../protocol/signing/pem.ts';
import type { KnownFailure } from '../../reports/generators/conformance/run-facts.ts';
import type { Capability } from '../scenarios/capabilities.ts';
import { DATA } from './placeholders.ts';
import type { ProcessSetting, Role, RoleName, TargetFile, TargetServer } from './target-file.ts';
import { TARGET_SCHEMA } from './target-schema.ts';
import { type TargetTimings, TIMING_KEYS, type TimingKey } from './timings.ts';

/** A target's file as it is written: what its schema allows, in the words of the file. No other module sees it. */
interface Written {
  readonly name?: string;
  readonly description?: string;
  readonly dialect?: TargetFile['dialect'];
  readonly server?: string;
  readonly ca?: string;
  readonly insecure?: boolean;
  readonly 'in-process'?: true | { readonly quirks?: QuirkChoice<ServerQuirkName> };
  readonly process?: {
    readonly command: readonly string[];
    readonly keys?: readonly string[];
    readonly settings?: Readonly<Partial<Record<ProcessSetting, readonly string[]>>>;
  };
  readonly organisation?: string;
  readonly roles?: Readonly<Partial<Record<RoleName, { readonly user: string; readonly key: string }>>>;
  readonly nodes?: { readonly keys: string };
  readonly timings?: Readonly<Partial<Record<TimingKey, string>>> & { readonly 'max-reader-buffer'?: number };
  readonly capabilities?: readonly Capability[];
  readonly quirks?: QuirkChoice<ServerQuirkName>;
  readonly hooks?: TargetFile['hooks'];
  readonly 'known-failures'?: readonly KnownFailure[];
}

const check = schemaCheck(TARGET_SCHEMA);

/**
 * Reads the file of a target.
 * @param file its path; paths in it start from its folder
 * @throws SettingsFileError naming what is wrong, where, and the remedy
 */
export function readTarget(source: string, file: string, suggest: Suggest): TargetFile {
  const { content: raw, refuse } = readSettings<Written>(source, { file, check, suggest });
  refuse(contradictions(raw));
  const path = (name: string): string => (name.startsWith(DATA) ? name : resolve(dirname(file), name));
  return {
    name: raw.name ?? nameOfFile(file),
    ...(raw.description !== undefined && { description: raw.description }),
    dialect: raw.dialect ?? 'auto',
    server: serverOf(raw, resolve(dirname(file))),
    ...reachOfFile(raw, path),
    organisation: raw.organisation ?? addressOf(raw)?.org ?? 'dev',
    roles: rolesOf(raw, path),
    ...(raw.nodes !== undefined && { nodeKeys: path(raw.nodes.keys) }),
    timings: timingsOf(raw),
    ...(raw.capabilities !== undefined && { capabilities: raw.capabilities }),
    ...(raw.quirks !== undefined && { quirks: raw.quirks }),
    hooks: raw.hooks ?? {},
    hooksFolder: resolve(dirname(file)),
    knownFailures: raw['known-failures'] ?? [],
  };
}

/** What the schema allows and makes no sense. */
function contradictions(raw: Written): readonly FileProblem[] {
  const kinds = (['server', 'in-process', 'process'] as const).filter((key) => raw[key] !== undefined);
  const problems: FileProblem[] = [];
  if (kinds.length !== 1) {
    problems.push({
      path: [kinds[1] ?? 'server'],
      text: 'has to stand alone: give one of server, process and in-process',
    });
  }
  if (raw['in-process'] === undefined) {
    if (raw.organisation === undefined && addressOf(raw)?.org === undefined)
      problems.push({ path: ['organisation'], text: 'is missing: give the name of an organisation' });
    if (raw.roles?.admin === undefined)
      problems.push({ path: ['roles', 'admin'], text: 'is missing: give user and key' });
  }
  problems.push(...addressProblems(raw));
  if ((raw.dialect ?? 'auto') === 'auto' && raw['in-process'] !== undefined)
    problems.push({
      path: ['dialect'],
      text: `is ${raw.dialect ?? 'missing'}: give documented or pushy-server, which is how the server is started`,
    });
  for (const key of ['ca', 'insecure'] as const)
    if (raw[key] !== undefined && raw.server === undefined)
      problems.push({ path: [key], text: 'is about a server over https: it needs server beside it' });
  const { stop, start } = raw.hooks ?? {};
  if ((stop === undefined) !== (start === undefined))
    problems.push({ path: ['hooks'], text: 'needs both stop and start, or restart' });
  return problems;
}

function addressProblems({ server, organisation }: Written): readonly FileProblem[] {
  if (server === undefined) return [];
  const address = serverAddress(server);
  if (typeof address === 'string') return [{ path: ['server'], text: `is ${address}` }];
  if (organisation === undefined || address.org === undefined || address.org === organisation) return [];
  const text = `is ${organisation}, and the address of the server names ${address.org}: give one of them`;
  return [{ path: ['organisation'], text }];
}

/** Where the server is, as other commands take it with `--server`; undefined where it is none, or no such address. */
function addressOf({ server }: Pick<Written, 'server'>): ServerAddress | undefined {
  const address = server === undefined ? undefined : serverAddress(server);
  return typeof address === 'string' ? undefined : address;
}

function serverOf({ server, process: started, 'in-process': ours }: Written, folder: string): TargetServer {
  const address = addressOf(server === undefined ? {} : { server });
  if (address !== undefined) return { kind: 'external', url: address.url };
  if (started === undefined) {
    const quirks = ours === true ? undefined : ours?.quirks;
    return { kind: 'in-process', ...(quirks !== undefined && { quirks }) };
  }
  return {
    kind: 'process',
    folder,
    command: started.command,
    keys: started.keys ?? [],
    settings: started.settings ?? {},
  };
}

function reachOfFile({ ca, insecure }: Written, path: (name: string) => string): Pick<TargetFile, 'reach'> {
  const named = ca === undefined || isPem(ca) ? ca : path(ca);
  if (named === undefined && insecure === undefined) return {};
  return { reach: reachOf({ ca: named, insecure }) };
}

function rolesOf({ roles = {} }: Written, path: (name: string) => string): Partial<Record<RoleName, Role>> {
  const named = Object.entries(roles).map(([name, { user, key }]) => [
    name,
    { user, key: isPem(key) ? key : path(key) },
  ]);
  return Object.fromEntries(named) as Partial<Record<RoleName, Role>>;
}

function timingsOf({ timings = {} }: Written): Partial<TargetTimings> {
  const read: Partial<Record<keyof TargetTimings, number>> = {};
  for (const [key, { name, perUnitMs }] of Object.entries(TIMING_KEYS)) {
    const given = timings[key as keyof typeof TIMING_KEYS];
    if (given !== undefined) read[name] = (parseDuration(given) ?? 0) / perUnitMs;
  }
  const bytes = timings['max-reader-buffer'];
  return { ...read, ...(bytes !== undefined && { maxReaderBufferBytes: bytes }) };
}
