import type { Method, RequestOptions } from '../../protocol/client/request-options.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { fillText } from './body-text.ts';

/** A path as sentences write it: from the root where it begins with a slash, else below the organisation's `pushy/`. */
function pathOf(client: RestClient, path: string): string {
  return /^\/[a-z_]/.test(path) ? path : client.pushyPath(path);
}

/** A job that is asked for without a word about it is one that could be: its sender alone is in question. */
function plainBody(world: ScenarioWorld, method: Method, path: string): string | undefined {
  if (method !== 'POST' || !/^(?:.*\/pushy\/)?jobs$/.test(path)) return undefined;
  return JSON.stringify({ command: 'true', nodes: [world.nodes.nameOf('ghost')] });
}

/** Sends a request in somebody's name and keeps its answer. Placeholders in path and body are filled. */
export async function send(
  world: ScenarioWorld,
  client: RestClient,
  method: Method,
  path: string,
  { text = plainBody(world, method, path), ...options }: RequestOptions & { readonly text?: string } = {},
): Promise<void> {
  world.answer = await client.request(method, pathOf(client, fillText(world, path)), {
    ...options,
    ...(text !== undefined && {
      rawBody: fillText(world, text),
      headers: { 'Content-Type': 'application/json', ...options.headers },
    }),
  });
}
