import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { FEATURES_ROOT } from '../scenarios/load-features.ts';
import { readTarget } from '../target-file/read-target.ts';
import { type ResolvedTarget, resolvedOffline, TARGET_VARIABLE } from '../target-file/resolved-target.ts';
import { startInProcessTarget } from './in-process.ts';
import { startProcessTarget } from './process.ts';
import { restTarget } from './rest.ts';
import type { OwnServerOptions, Target } from './target.ts';

const BY_DEFAULT = 'features/targets/in-process-documented.yaml';

/**
 * The target that the environment names: what a run has made of it, in JSON, or the file itself of one that is started
 * in this process.
 */
export function targetOfRun(): ResolvedTarget {
  const path = resolve(FEATURES_ROOT, process.env[TARGET_VARIABLE] ?? BY_DEFAULT);
  if (path.endsWith('.json')) return JSON.parse(readFileSync(path, 'utf8')) as ResolvedTarget;
  const file = readTarget(readFileSync(path, 'utf8'), path, () => undefined);
  if (file.server.kind !== 'in-process' || file.dialect === 'auto')
    throw new Error(`${path} is no target in process: judge it with push-harness conform`);
  return resolvedOffline(file, file.dialect, 'features');
}

/** Opens it for this process. */
export async function connectTarget(resolved: ResolvedTarget): Promise<Target> {
  const { server } = resolved;
  if (server.kind === 'in-process') return startInProcessTarget(resolved);
  const shared = restTarget(resolved, { isShared: true, refusedBefore: () => ({}) });
  if (server.kind === 'external') return shared;
  return {
    ...shared,
    startOwn: (options: OwnServerOptions) => startProcessTarget(resolved, server, options),
  };
}
