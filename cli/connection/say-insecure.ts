import type { ServerReach } from '../../protocol/client/server-reach.ts';
import type { Output } from '../output/output.ts';

/** Says what `--insecure` means, where it means something: over https. @param remedy the option that has it checked */
export function sayInsecure(
  { remark, stderr }: Output,
  serverUrl: string,
  { insecure }: ServerReach,
  remedy = 'ca',
): void {
  if (!insecure || !serverUrl.startsWith('https:')) return;
  remark(
    stderr.paint(
      'bad',
      `INSECURE: the certificate of ${serverUrl} is not checked. Anyone on the network path to it can read all requests and answer in its place; --${remedy} FILE checks it.`,
    ),
  );
}
