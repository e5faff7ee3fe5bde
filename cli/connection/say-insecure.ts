import type { ServerReach } from '../../protocol/client/server-reach.ts';
import type { Output } from '../output/output.ts';

/** Says what `--insecure` means, where it means something: over https. */
export function sayInsecure({ remark, stderr }: Output, serverUrl: string, { insecure }: ServerReach): void {
  if (!insecure || !serverUrl.startsWith('https:')) return;
  remark(
    stderr.paint(
      'bad',
      `INSECURE: the certificate of ${serverUrl} is not checked. Whoever is on the way to it can read all requests, and answer in its place; --ca FILE checks it.`,
    ),
  );
}
