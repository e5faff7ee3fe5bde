import { parseJsonText } from '../../protocol/wire/json.ts';
import type { MaskText } from './masks.ts';

/** A JSON value whose texts are masked, whose keys are sorted, and whose lists of names are in an order of their own. */
export type PlainValue = unknown;

/** What differs from run to run, or names the machine, by its key. */
const BY_KEY: Readonly<Record<string, string>> = {
  sequence: '<number>',
  curve_public_key: '<curve key>',
  key: '<session key>',
  node_fsm_count: '<number>',
  job_processes: '<jobs>',
  host: '<host>',
  server: '<host>',
  client: '<host>',
  authz_id: '<id>',
};

/** Of a JSON body that the journal keeps in part, only that it is one: what is left is in the order of one server's keys. */
const CUT_JSON = /^\s*[{[][\s\S]*… \(cut\)$/;

/** The value of a body. One that is no JSON stays a text. */
export function plainBody(body: string, mask: MaskText): PlainValue {
  if (CUT_JSON.test(body)) return '<JSON of which the journal keeps the beginning>';
  try {
    return plainValue(parseJsonText(body), mask);
  } catch {
    return mask(body);
  }
}

export function plainValue(value: unknown, mask: MaskText, key?: string): PlainValue {
  if (key !== undefined && Object.hasOwn(BY_KEY, key) && value !== null && value !== '') return BY_KEY[key];
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) {
    const all = value.map((each) => plainValue(each, mask));
    // the order of names within a set is nobody's promise; that of jobs in their list is (protocol §10, unordered-list)
    return all.every((each) => typeof each === 'string' && !each.startsWith('<job')) ? all.toSorted() : all;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, each]) => [mask(name), plainValue(each, mask, name)] as const)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}

/** The same text for the same value. */
export function comparedText(value: PlainValue): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
}
