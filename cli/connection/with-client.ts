import type { RestClient } from '../../protocol/client/rest-client.ts';
import type { Surroundings } from '../program/command.ts';
import { type ConnectionOptions, connectionFrom } from './rest-connection.ts';
import { sayInsecure } from './say-insecure.ts';

/** Together fifteen seconds, unless the server asks for more. */
const RETRIES = 5;

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
  sayInsecure(surroundings.output, connection.serverUrl, connection);
  const { RestClient } = await import('../../protocol/client/rest-client.ts');
  const client = new RestClient({
    ...connection,
    signal: surroundings.signal,
    retries: RETRIES,
    onRetry: ({ asked, status }, waitMs) =>
      surroundings.output.remark(`${asked} was answered ${status}; asking again in ${waitMs / 1_000} s.`),
  });
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}
