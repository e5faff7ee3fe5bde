import { dirname, resolve } from 'node:path';
import { isPem } from '../../protocol/signing/pem.ts';
import { parseDuration } from '../../simulator/fleet-file/duration.ts';
import type { FileProblem } from '../../simulator/fleet-file/fleet-file-error.ts';
import { type Suggest, schemaCheck } from '../../simulator/fleet-file/schema-problems.ts';
import { readYaml } from '../../simulator/fleet-file/yaml-file.ts';
import { DATA } from './placeholders.ts';
import type { RawTarget } from './raw-target.ts';
import {
  type Role,
  type RoleName,
  type TargetFile,
  TargetFileError,
  type TargetServer,
} from './target-file.ts';
import { TARGET_SCHEMA } from './target-schema.ts';
import { type TargetTimings, TIMING_KEYS } from './timings.ts';

const check = schemaCheck(TARGET_SCHEMA);

/**
 * Reads the file of a target.
 * @param file its path; paths in it start from its folder
 * @throws TargetFileError naming what is wrong, where, and the remedy
 */
export function readTarget(source: string, file: string, suggest: Suggest): TargetFile {
  const yaml = readYaml(source, file);
  if (typeof yaml === 'string') throw new TargetFileError(yaml);
  const refuse = (problems: readonly FileProblem[]): void => {
    if (problems.length > 0) throw new TargetFileError(yaml.describe(problems));
  };
  refuse(check(yaml.content, suggest));
  const raw = yaml.content as RawTarget;
  refuse(contradictions(raw));
  const path = (name: string): string => (name.startsWith(DATA) ? name : resolve(dirname(file), name));
  return {
    name: raw.name,
    ...(raw.description !== undefined && { description: raw.description }),
    dialect: raw.dialect,
    server: serverOf(raw, resolve(dirname(file))),
    organisation: raw.organisation ?? 'dev',
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
function contradictions(raw: RawTarget): readonly FileProblem[] {
  const kinds = (['server', 'in-process', 'process'] as const).filter((key) => raw[key] !== undefined);
  const problems: FileProblem[] = [];
  if (kinds.length !== 1) {
    problems.push({
      path: [kinds[1] ?? 'server'],
      text: 'has to stand alone: give one of server, process and in-process',
    });
  }
  if (raw['in-process'] === undefined) {
    if (raw.organisation === undefined)
      problems.push({ path: ['organisation'], text: 'is missing: give the name of an organisation' });
    if (raw.roles?.admin === undefined)
      problems.push({ path: ['roles', 'admin'], text: 'is missing: give user and key' });
  }
  if (raw.dialect === 'auto' && raw['in-process'] !== undefined)
    problems.push({
      path: ['dialect'],
      text: 'is auto: give documented or pushy-server, which is how the server is started',
    });
  const { stop, start } = raw.hooks ?? {};
  if ((stop === undefined) !== (start === undefined))
    problems.push({ path: ['hooks'], text: 'needs both stop and start, or restart' });
  return problems;
}

function serverOf({ server, process: started, 'in-process': ours }: RawTarget, folder: string): TargetServer {
  if (server !== undefined) return { kind: 'external', url: server.replace(/\/+$/, '') };
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

function rolesOf({ roles = {} }: RawTarget, path: (name: string) => string): Partial<Record<RoleName, Role>> {
  const named = Object.entries(roles).map(([name, { user, key }]) => [
    name,
    { user, key: isPem(key) ? key : path(key) },
  ]);
  return Object.fromEntries(named) as Partial<Record<RoleName, Role>>;
}

function timingsOf({ timings = {} }: RawTarget): Partial<TargetTimings> {
  const read: Partial<Record<keyof TargetTimings, number>> = {};
  for (const [key, { name, perUnitMs }] of Object.entries(TIMING_KEYS)) {
    const given = timings[key as keyof typeof TIMING_KEYS];
    if (given !== undefined) read[name] = (parseDuration(given) ?? 0) / perUnitMs;
  }
  const bytes = timings['max-reader-buffer'];
  return { ...read, ...(bytes !== undefined && { maxReaderBufferBytes: bytes }) };
}
