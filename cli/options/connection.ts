import { DEFAULT_MAX_ANSWER_BYTES } from '../../protocol/client/whole-body.ts';
import { filePath, flag, headerText, text, url, whole } from './option-kinds.ts';
import type { OptionTable } from './option-table.ts';

export const DEFAULT_DATA_FOLDER = '.push-harness';
export const DEFAULT_SERVER_URL = 'http://127.0.0.1:10003';
export const DEFAULT_USER = 'admin' as const;

/** Where a server keeps everything, and where its neighbours find their keys. */
export const DATA_OPTION = {
  data: { kind: filePath, value: 'dir', about: 'data folder of the server', default: DEFAULT_DATA_FOLDER },
} satisfies OptionTable;

/** How a server is reached, besides its address. */
export const REACH_OPTIONS = {
  ca: {
    kind: filePath,
    value: 'file',
    about: 'certificates to trust over https, of the server or of its authority: a file (PEM), or its text',
    defaultSaid: 'that of the local server, else those that Node trusts, with NODE_EXTRA_CA_CERTS',
  },
  insecure: {
    kind: flag,
    about: "do not check the server's certificate: anyone on the network path can read and answer everything",
    default: false,
  },
} satisfies OptionTable;

/** How a command reaches a server, and as whom. */
export const CONNECTION_OPTIONS = {
  server: {
    kind: url,
    value: 'url',
    about: 'address of the server, or its chef_server_url: http://HOST/organizations/NAME',
    defaultSaid: `that of the local server, else ${DEFAULT_SERVER_URL}`,
  },
  org: { kind: text, value: 'name', about: 'organisation', defaultSaid: 'that of the local server' },
  user: { kind: headerText, value: 'name', about: 'user or client who asks', defaultSaid: DEFAULT_USER },
  key: {
    kind: filePath,
    value: 'file',
    about: "the user's private key: a file (PEM), or its text",
    defaultSaid: 'keys/USER.pem in the data folder of the local server',
  },
  ...REACH_OPTIONS,
  knife: {
    kind: filePath,
    value: 'file',
    about:
      'knife.rb or config.rb: its chef_server_url, node_name and client_key count where no option says so',
  },
  profile: { kind: text, value: 'name', about: 'profile of ~/.chef/credentials that counts in the same way' },
  ...DATA_OPTION,
  maxAnswer: {
    kind: whole(1_024),
    value: 'bytes',
    about: 'largest response of the server, and largest event of a feed, that is read',
    default: DEFAULT_MAX_ANSWER_BYTES,
  },
} satisfies OptionTable;

/** Ends the description of each command that asks a server. */
export const CONNECTION_HELP = `What --server, --org and --key do not say comes from the data folder that push-harness serve
made here (${DEFAULT_DATA_FOLDER}, or --data DIR).`;
