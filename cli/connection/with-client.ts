import type { RestClient } from '../../protocol/client/rest-client.ts';
import type { Surroundings } from '../program/command.ts';
import { type ConnectionOptions, connectionFrom } from './rest-connection.ts';

/**
 * Gives `use` a signed client for the server that the options describe, and closes it afterwards. Whatever the client waits
 * for, the first Ctrl-C ends it.
 */
export async function withClient<T>(
  surroundings: Surroundings,
  options: ConnectionOptions,
  use: (client: RestClient) => Promise<T>,
): Promise<T> {
  const connection = await connectionFrom(options, surroundings);
  const { RestClient } = await import('../../protocol/client/rest-client.ts');
  const client = new RestClient({ ...connection, signal: surroundings.signal });
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}
