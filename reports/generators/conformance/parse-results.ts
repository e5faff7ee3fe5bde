import { Ajv } from 'ajv';
import { asset } from '../html/assets.ts';
import type { ConformanceResults } from './results.ts';
import { VERDICTS } from './verdict.ts';

const isResults = new Ajv({ allowUnionTypes: true }).compile<ConformanceResults>(
  JSON.parse(asset('results.schema.json')),
);

/** Results of before a verdict was there do not count it. */
const NONE = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as ConformanceResults['counts'];

/** The results in the text of a `results.json`, or the sentence that says what is wrong with it. */
export function parseResults(
  text: string,
):
  | { readonly ok: true; readonly results: ConformanceResults }
  | { readonly ok: false; readonly fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, fault: 'it is no JSON' };
  }
  if (isResults(value)) return { ok: true, results: { ...value, counts: { ...NONE, ...value.counts } } };
  const [error] = isResults.errors ?? [];
  return {
    ok: false,
    fault: `it is no results.json of version 1: ${error?.instancePath ?? ''} ${error?.message ?? ''}`,
  };
}
