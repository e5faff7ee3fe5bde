import parse from '@cucumber/tag-expressions';
import type { RunSelection, Shard } from '../../conformance/plan/plan.ts';
import { type Reading, readNamedText } from '../files/read-named.ts';
import { stopped } from '../output/sentence.ts';
import { UsageError } from '../program/errors.ts';
import type { ConformOptions } from './command-line.ts';

/** Which scenarios are asked for. @throws UsageError for a file that cannot be read, a part that is none, tags that are none */
export async function selectionFrom(
  {
    tags,
    shard,
    rerun,
    level,
    patience,
  }: Pick<ConformOptions, 'tags' | 'shard' | 'rerun' | 'level' | 'patience'>,
  words: readonly string[],
  reading: Reading,
): Promise<RunSelection> {
  return {
    words,
    rerun: rerun === undefined ? undefined : await idsIn(rerun, reading),
    wantsTags: tags === undefined ? () => true : tagsOf(tags),
    level,
    shard: shard === undefined ? undefined : shardOf(shard),
    patienceMs: patience === undefined ? undefined : patience * 1_000,
  };
}

function tagsOf(expression: string): (tags: readonly string[]) => boolean {
  try {
    const node = parse(expression);
    return (tags) => node.evaluate([...tags]);
  } catch (cause) {
    const [reason = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    throw new UsageError(
      `--tags "${expression}" is no expression of tags: ${stopped(reason)} Give one such as "@must and not @doc:job".`,
      {
        cause,
      },
    );
  }
}

function shardOf(given: string): Shard {
  const [, index = 0, count = 0] = (/^(\d+)\/(\d+)$/.exec(given) ?? []).map(Number);
  if (index < 1 || index > count)
    throw new UsageError(`--shard is ${given}; give a part such as 1/3, 2/3 or 3/3.`);
  return { index, count };
}

async function idsIn(file: string, reading: Reading): Promise<readonly string[]> {
  const text = await readNamedText(file, reading, {
    what: 'the list of ids',
    remedy: 'give the rerun.txt of a report',
  });
  return text.split(/\s+/).filter(Boolean);
}
