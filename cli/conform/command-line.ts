import { withoutKeys } from '../../protocol/signing/pem.ts';
import type { Level } from '../../reports/generators/conformance/verdict.ts';
import { flagOf } from '../options/option-table.ts';

/** The options of `push-harness conform`, as they were given or by default. */
export interface ConformOptions {
  readonly target: string | undefined;
  readonly server: string | undefined;
  readonly org: string | undefined;
  readonly user: string | undefined;
  readonly key: string | undefined;
  readonly ca: string | undefined;
  readonly insecure: boolean;
  readonly knife: string | undefined;
  readonly profile: string | undefined;
  readonly data: string;
  readonly maxAnswer: number;
  readonly dialect: 'auto' | 'documented' | 'pushy-server';
  readonly quirks: string | undefined;
  readonly level: Level;
  readonly tags: string | undefined;
  readonly out: string;
  /** Seconds. */
  readonly patience: number | undefined;
  readonly shard: string | undefined;
  readonly rerun: string | undefined;
  readonly retry: number;
  readonly failFast: boolean;
  readonly parallel: number | undefined;
  readonly dryRun: boolean;
}

/** Options that say which target is meant, and how it is judged. */
const TOLD = [
  'target',
  'server',
  'org',
  'user',
  'key',
  'ca',
  'knife',
  'profile',
  'data',
  'dialect',
  'quirks',
  'level',
  'tags',
  'out',
  'patience',
] as const;

/** The words that ask for the same again, for a report that is read by somebody else: without the text of a key. */
export function commandLineOf(options: ConformOptions, words: readonly string[]): readonly string[] {
  const isFile = options.target !== undefined;
  const told = TOLD.filter(
    (name) => !isFile || !['server', 'org', 'knife', 'profile', 'data', 'dialect'].includes(name),
  );
  return [
    'conform',
    ...words,
    ...told.flatMap((name) =>
      options[name] === undefined ? [] : [flagOf(name), withoutKeys(String(options[name]))],
    ),
    ...(options.insecure ? ['--insecure'] : []),
    ...(options.retry > 0 ? ['--retry', String(options.retry)] : []),
    ...(options.parallel === undefined ? [] : ['--parallel', String(options.parallel)]),
  ];
}
