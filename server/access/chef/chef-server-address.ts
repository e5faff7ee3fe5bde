import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { ServerReach } from '../../../protocol/client/server-reach.ts';
import { StartError } from '../../start-error.ts';

/** Where a Chef server is asked, and as whom. Source: protocol §11. */
export interface ChefServerAddress {
  /** Its public address, `http://HOST:PORT`: organisations and groups are asked for there, signed. */
  readonly url: string;
  /** Private key of its user `pivotal`; PEM where it is a string. */
  readonly key: KeyObject | string;
  /** Where it says unsigned who a principal is, on a trusted way. Default: http://localhost:8000, as the shipped server asks. */
  readonly principalsUrl?: string;
  /** How it is reached there: certificates to trust over https, a proxy. */
  readonly reach?: ServerReach;
  /** The same of `principalsUrl`. */
  readonly principalsReach?: ServerReach;
}

/** The address with everything in it, to be asked. */
export type CheckedAddress = Required<Omit<ChefServerAddress, 'key'>> & { readonly key: KeyObject };

export const DEFAULT_PRINCIPALS_URL = 'http://localhost:8000';

/** @throws StartError for what cannot be an address, and a key that cannot sign */
export function checkedAddress({
  url,
  key,
  principalsUrl = DEFAULT_PRINCIPALS_URL,
  reach = {},
  principalsReach = {},
}: ChefServerAddress): CheckedAddress {
  checkUrl('--chef-server', url);
  checkUrl('--chef-server-principals', principalsUrl);
  return { url, principalsUrl, key: readKey(key), reach, principalsReach };
}

function checkUrl(option: string, url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    throw new StartError(
      `The address ${url} of ${option} is no URL: give one such as http://127.0.0.1:10080.`,
    );
  }
  if (parsed.pathname !== '/' || parsed.search !== '') {
    throw new StartError(
      `The address ${url} of ${option} goes on after its port: give ${parsed.origin} alone, without an organisation.`,
    );
  }
}

function readKey(key: KeyObject | string): KeyObject {
  const read = typeof key === 'string' ? parsedKey(key) : key;
  if (read.type === 'private' && read.asymmetricKeyType === 'rsa') return read;
  throw new StartError(
    "The key of --chef-server-key is not an RSA private key: give that of the Chef server's pivotal.",
  );
}

function parsedKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw new StartError(
      "The key of --chef-server-key is no private key in PEM: give that of the Chef server's pivotal.",
      { cause },
    );
  }
}
