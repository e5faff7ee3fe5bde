import {
  type ChefServerAddress,
  DEFAULT_PRINCIPALS_URL,
} from '../../server/access/chef/chef-server-address.ts';
import { readPrivateKey } from '../connection/private-key.ts';
import { type Asking, reachFrom } from '../connection/rest-connection.ts';
import { filePath, flag, url } from './option-kinds.ts';
import type { OptionTable, OptionValues } from './option-table.ts';
import { missingOption } from './resolve-options.ts';

/** Where `chef-server` keeps everything; beside that of `serve`, so that both can run in one folder. */
export const DEFAULT_CHEF_DATA_FOLDER = '.push-harness-chef';

/** Where a push server asks who its callers are. */
export const CHEF_SERVER_OPTIONS = {
  chefServer: {
    kind: url,
    value: 'url',
    about: 'Chef server that keeps organisations, users, clients and groups, and is asked about them',
    defaultSaid: 'none: this server keeps its own',
  },
  chefServerKey: {
    kind: filePath,
    value: 'file',
    about: 'private key of the user pivotal of the Chef server: a file (PEM), or its text',
  },
  chefServerPrincipals: {
    kind: url,
    value: 'url',
    about: 'address of the Chef server for unsigned requests about principals',
    defaultSaid: DEFAULT_PRINCIPALS_URL,
  },
  chefServerCa: {
    kind: filePath,
    value: 'file',
    about: 'certificate to trust when the Chef server uses https: a file (PEM), or its text',
    defaultSaid: 'those that Node trusts, with NODE_EXTRA_CA_CERTS',
  },
  chefServerInsecure: {
    kind: flag,
    about:
      "do not check the Chef server's certificate: anyone on the network path can read everything and decide who may do what",
    default: false,
  },
} satisfies OptionTable;

/** The Chef server that was asked for; undefined where there is none. @throws UsageError */
export async function chefServerFrom(
  options: OptionValues<typeof CHEF_SERVER_OPTIONS>,
  reading: Asking,
): Promise<ChefServerAddress | undefined> {
  const { chefServer, chefServerKey, chefServerPrincipals } = options;
  const { chefServerCa: ca, chefServerInsecure: insecure } = options;
  if (chefServer === undefined) {
    const given = [chefServerKey, chefServerPrincipals, ca, insecure || undefined];
    if (given.every((value) => value === undefined)) return undefined;
    throw missingOption('serve with an address or key of a Chef server', 'chefServer', 'URL');
  }
  if (chefServerKey === undefined) throw missingOption('serve --chef-server', 'chefServerKey', 'FILE');
  return {
    url: chefServer,
    key: await readPrivateKey(chefServerKey, reading),
    ...(chefServerPrincipals !== undefined && { principalsUrl: chefServerPrincipals }),
    reach: await reachFrom(chefServer, { ca, insecure }, reading),
    principalsReach: await reachFrom(
      chefServerPrincipals ?? DEFAULT_PRINCIPALS_URL,
      { ca, insecure },
      reading,
    ),
  };
}
