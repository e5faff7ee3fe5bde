import type { Exchange } from './recogniser.ts';

/** A job that was asked for, so far as the shipped server's JSON library reads it. */
export interface PostedJob {
  readonly text: string;
  /** `undefined` where it cannot be read: it is no JSON, has half of a surrogate pair, or a number that is too large. */
  readonly job: unknown;
}

/** What was posted to the jobs of an organisation; `undefined` for every other request. */
export function postedJob({ sent: { method, path, body } }: Exchange): PostedJob | undefined {
  if (method !== 'POST' || !/\/pushy\/jobs\/?$/.test(path)) return undefined;
  const text = Buffer.from(body ?? '').toString('utf8');
  return { text, job: readable(text) };
}

/** A key of a job that could be read. */
export function keyOf({ job }: PostedJob, key: string): unknown {
  return typeof job === 'object' && job !== null
    ? (job as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

/** Whether a number in a job is written with a fraction or an exponent. */
export function isWrittenAsFraction({ text }: PostedJob, key: string): boolean {
  return new RegExp(`"${key}"\\s*:\\s*-?\\d+[.eE]`).test(text);
}

/** `\ud800` that does not stand beside its other half. */
const HALF_OF_A_PAIR = /[\ud800-\udfff]/u;

function readable(text: string): unknown {
  let isReadable = !text.includes('\ufffd');
  try {
    const value: unknown = JSON.parse(text, (key, each: unknown) => {
      if (each === Number.POSITIVE_INFINITY || each === Number.NEGATIVE_INFINITY) isReadable = false;
      if (HALF_OF_A_PAIR.test(key) || (typeof each === 'string' && HALF_OF_A_PAIR.test(each)))
        isReadable = false;
      return each;
    });
    return isReadable ? value : undefined;
  } catch {
    return undefined;
  }
}
