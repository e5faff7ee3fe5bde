import type { ServerResponse } from 'node:http';
import type { FeedEvent } from '../client/feed-event.ts';
import { RestClient } from '../client/rest-client.ts';
import type { Clock } from '../time/clock.ts';
import { ImpatientClock } from './impatient-clock.ts';
import { vectorKey } from './vectors.ts';

/** Whoever reads feeds of a server that a test plays. */
export function feedClientOf(serverUrl: string, clock: Clock = new ImpatientClock()): RestClient {
  return new RestClient({ serverUrl, org: 'dev', user: 'admin', privateKey: vectorKey, clock });
}

/** Begins the answer of which events are then written. */
export function openFeed(response: ServerResponse): ServerResponse {
  response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
  response.flushHeaders();
  return response;
}

/** The ids of all events until the feed ends. */
export async function feedIds(events: AsyncIterable<FeedEvent>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of events) ids.push(id);
  return ids;
}
