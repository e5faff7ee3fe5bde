import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { newTempFolder, removeTempFolder } from '../../bench/process/temp-folder.ts';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';

/** A server that answers as it likes, and a folder with a key for it. */
export interface HostileServer {
  readonly folder: string;
  /** Words with which a command of `push-harness` speaks to it. */
  readonly connection: readonly string[];
  /** Resolves when the next request has come. */
  nextRequest(): Promise<void>;
}

/** Lets a trial have such a server; it is gone when this resolves. */
export async function withHostileServer<T>(
  answer: RequestListener,
  act: (server: HostileServer) => Promise<T>,
): Promise<T> {
  const folder = newTempFolder();
  const server: Server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const key = join(folder, 'admin.pem');
  writeFileSync(key, newKeyPair().privateKey, { mode: 0o600 });
  try {
    return await act({
      folder,
      connection: ['--server', `http://127.0.0.1:${port}`, '--org', 'dev', '--user', 'admin', '--key', key],
      nextRequest: async () => {
        await once(server, 'request');
      },
    });
  } finally {
    server.closeAllConnections();
    server.close();
    removeTempFolder(folder);
  }
}
