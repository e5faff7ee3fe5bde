import { parseHttpDate } from '../../time/dates.ts';
import { type NodeConfig, parseConfig } from '../../wire/config.ts';
import { RequestRefused, UnexpectedAnswer } from '../errors.ts';
import type { Reply } from '../reply.ts';
import type { RestClient } from '../rest-client.ts';
import { Answer, ask, askForOne } from './answer.ts';
import { configTimeMs } from './config-time.ts';

/** What the server says of a node; which of the fields are there is the dialect's. Source: protocol §2. */
export interface NodeStateAnswer {
  readonly name: string;
  /** `up` or `down`, or `online` or `offline`. */
  readonly status?: string;
  /** `available` or `unavailable`. */
  readonly availability?: string;
  /** When the status last changed. */
  readonly updatedAtMs?: number;
}

/** Every node that the server lists. @throws RequestRefused, ServerUnreachable */
export async function nodeStates(client: RestClient): Promise<readonly NodeStateAnswer[]> {
  return Answer.of(await ask(client, 'GET', client.pushyPath('node_states'))).items.map(readNodeState);
}

/** One node, or undefined where the server answers 404. @throws RequestRefused, ServerUnreachable */
export async function nodeState(client: RestClient, node: string): Promise<NodeStateAnswer | undefined> {
  const reply = await askForOne(client, client.pushyPath(`node_states/${encodeURIComponent(node)}`));
  return reply && readNodeState(Answer.of(reply));
}

/** The same by its other path, which one dialect does not have. @throws RequestRefused, ServerUnreachable */
export async function connectState(client: RestClient, node: string): Promise<NodeStateAnswer | undefined> {
  const reply = await askForOne(client, client.pushyPath(`connect/${encodeURIComponent(node)}`));
  return reply && readNodeState(Answer.of(reply));
}

/**
 * The nodes that are connected without encryption, as our server lists them where it takes such nodes beside others. Empty
 * where the server has no such list, whatever it answers instead. @throws ServerUnreachable
 */
export async function unencryptedNodes(client: RestClient): Promise<ReadonlySet<string>> {
  try {
    const reply = await askForOne(client, client.pushyPath('unencrypted_nodes'));
    return new Set(reply && Answer.of(reply).items.map(({ text }) => text));
  } catch (error) {
    if (error instanceof RequestRefused || error instanceof UnexpectedAnswer) return new Set();
    throw error;
  }
}

/**
 * A node's config. Its key may connect from now on. Source: protocol §3.
 * @param curvePublicKey Z85; undefined asks as a client of version 1 does, which cannot encrypt: without a query
 * @throws RequestRefused, ServerUnreachable
 */
export async function config(client: RestClient, node: string, curvePublicKey?: string): Promise<NodeConfig> {
  return configIn(await askForConfig(client, node, curvePublicKey));
}

/** The same, as it is answered. @throws RequestRefused, ServerUnreachable */
export function askForConfig(client: RestClient, node: string, curvePublicKey?: string): Promise<Reply> {
  const path = `config/${encodeURIComponent(node)}`;
  if (curvePublicKey === undefined) return ask(client, 'GET', client.pushyPath(path));
  const query = new URLSearchParams({ ccpk: curvePublicKey, version: '2.0' });
  return ask(client, 'GET', client.pushyPath(`${path}?${query}`), {
    signedAtMs: configTimeMs(client, curvePublicKey),
  });
}

/** The config in an answer. @throws UnexpectedAnswer */
export function configIn(reply: Reply): NodeConfig {
  const read = parseConfig(Answer.of(reply).fields);
  if (!read.ok) throw new UnexpectedAnswer(reply.asked, `valid ${read.reason}`, reply.text);
  return read.value;
}

function readNodeState(answer: Answer): NodeStateAnswer {
  const status = answer.optional('status')?.text;
  const availability = answer.optional('availability')?.text;
  const updatedAt = answer.optional('updated_at')?.text;
  const updatedAtMs = updatedAt === undefined ? undefined : parseHttpDate(updatedAt);
  return {
    name: answer.field('node_name').text,
    ...(status !== undefined && { status }),
    ...(availability !== undefined && { availability }),
    ...(updatedAtMs !== undefined && { updatedAtMs }),
  };
}
