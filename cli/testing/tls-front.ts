import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { RunningServer } from '../../server/running-server.ts';
import { startReferenceServer } from '../../server/server.ts';
import { certificateFor } from '../../server/tls/certificate.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { startTestProxy } from './test-proxy.ts';

/** A server that is reached over https alone, by a certificate that signs itself, and a folder with what asks it needs. */
export interface TlsFront {
  readonly url: string;
  readonly server: RunningServer;
  /** Holds `ca.pem`, the certificate, and `k.pem`, the key of the admin. */
  readonly folder: string;
  readonly tls: { readonly cert: string; readonly key: string };
}

export async function startTlsFront(context: TestContext): Promise<TlsFront> {
  const server = await startReferenceServer({ org: 'dev', timings: { heartbeatIntervalMs: 100 } });
  context.after(() => server.stop());
  const drawn = await certificateFor({ names: ['127.0.0.1', 'localhost', 'push.test'], nowMs: Date.now() });
  const tls = { cert: drawn.certificate, key: drawn.privateKey };
  const proxy = await startTestProxy(server.url, { tls });
  context.after(() => proxy.close());
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'ca.pem'), tls.cert);
  writeFileSync(join(folder, 'k.pem'), server.bootstrapKeys.admin, { mode: 0o600 });
  return { url: proxy.url, server, folder, tls };
}
