import { Answer, ask, clientNamed } from '../../protocol/client/api.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { printable } from '../output/printable.ts';
import { stopped } from '../output/sentence.ts';

/** Nodes that a server is asked about; the others have the same remedy. */
const MOST_ASKED = 3;

/**
 * Says of nodes that a job found unavailable what the server knows of them, a line each. A server that answers otherwise, or
 * not at all, is known nothing of: this is never in the way of a verdict.
 */
export async function whyUnavailable(
  client: RestClient,
  nodes: readonly string[],
): Promise<readonly string[]> {
  const asked = nodes.slice(0, MOST_ASKED);
  const lines = await Promise.all(asked.map((node) => lineOf(client, node)));
  const more = nodes.length - asked.length;
  return more === 0
    ? lines
    : [...lines, `And ${more} more were unavailable: push-harness node status lists all nodes.`];
}

async function lineOf(client: RestClient, node: string): Promise<string> {
  const name = printable(node);
  const [isClient, sentence] = await Promise.all([isKnown(client, node), diagnosisOf(client, node)]);
  if (isClient === false)
    return `${name}: the server has no client of this name; check the name, or register the node.`;
  if (sentence !== undefined)
    return `${name}: ${stopped(printable(sentence))} push-harness doctor ${name} says what to do.`;
  return `${name}: the server considers it down; push-harness node status ${name} asks again.`;
}

/** Undefined where it cannot be told: a push server alone keeps no clients, and not everybody may read them. */
async function isKnown(client: RestClient, node: string): Promise<boolean | undefined> {
  try {
    const found = await clientNamed(client, node);
    if (found !== undefined) return true;
    // one of them at least is there where clients are kept: the node that is missing has then no client
    const { status } = await client.request('GET', client.orgPath('clients'));
    return status === 200 ? false : undefined;
  } catch {
    // what cannot be asked is not known
    return undefined;
  }
}

/** The sentence of the diagnosis that push-harness serve has. */
async function diagnosisOf(client: RestClient, node: string): Promise<string | undefined> {
  try {
    const path = client.pushyPath(`diagnosis/${encodeURIComponent(node)}`);
    const { sentence } = Answer.of(await ask(client, 'GET', path)).fields;
    return typeof sentence === 'string' && sentence !== '' ? sentence : undefined;
  } catch {
    // other servers have none
    return undefined;
  }
}
