/** A proxy as connections and messages take it. */
export interface ProxyAddress {
  /** Without user and password: it may be shown. */
  readonly url: string;
  /** What it is told of who asks: a `Proxy-Authorization`. */
  readonly token: string | undefined;
}

/** @param proxy `http://USER:PASSWORD@HOST:PORT` */
export function proxyAddress(proxy: string): ProxyAddress {
  const { origin, username, password } = new URL(proxy);
  const who = `${decoded(username)}:${decoded(password)}`;
  return { url: origin, token: who === ':' ? undefined : `Basic ${Buffer.from(who).toString('base64')}` };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // a % that stands for itself
    return text;
  }
}
