import { ask } from '../../protocol/client/api.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { isFields } from '../../protocol/wire/fields.ts';

/** What the server knows of a node that matters to a soak. */
export interface SoakDiagnosis {
  readonly node: string;
  /** Why it is not available, or that it is. */
  readonly sentence: string;
  /** How often something in its name was refused, by the reason. */
  readonly refusals: ReadonlyMap<string, number>;
}

/** Asks the server about one node. @throws RequestRefused, ServerUnreachable */
export async function soakDiagnosis(client: RestClient, node: string): Promise<SoakDiagnosis> {
  const reply = await ask(client, 'GET', client.pushyPath(`diagnosis/${encodeURIComponent(node)}`));
  const report = reply.json();
  const { sentence, refusals } = isFields(report) ? report : {};
  const tallies = Array.isArray(refusals) ? refusals.filter(isFields) : [];
  const counts = new Map<string, number>();
  // one reason may be counted for several fields
  for (const { reason, count } of tallies) {
    counts.set(String(reason), (counts.get(String(reason)) ?? 0) + Number(count));
  }
  return { node, sentence: String(sentence), refusals: counts };
}
