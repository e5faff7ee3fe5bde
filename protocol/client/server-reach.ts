/** How a server is reached, besides its address. Plain data, which other processes are given as well. */
export interface ServerReach {
  /** Certificates that are trusted over https, PEM, in place of those that Node trusts. */
  readonly ca?: string | undefined;
  /** True takes any certificate over https: whoever is on the way can read everything, and answer in the server's place. */
  readonly insecure?: boolean | undefined;
  /** `http://USER:PASSWORD@HOST:PORT` of the proxy that requests go by. It may have a password: it is not to be shown. */
  readonly proxy?: string | undefined;
}

/** What a larger set of options says about it. */
export function reachOf({ ca, insecure, proxy }: ServerReach): ServerReach {
  return {
    ...(ca !== undefined && { ca }),
    ...(insecure !== undefined && { insecure }),
    ...(proxy !== undefined && { proxy }),
  };
}
