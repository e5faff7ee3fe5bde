import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { TestContext } from 'node:test';

/** A proxy as companies have one between themselves and all others; names that nobody else knows lead to one server. */
export interface ForwardProxy {
  readonly port: number;
  /** `GET http://push.test/…`, and `CONNECT push.test:443` for a tunnel. */
  readonly asked: readonly string[];
}

export interface ForwardProxyOptions {
  /** Port of this machine that every name leads to. */
  readonly to: number;
  /** `USER:PASSWORD` that it wants. */
  readonly wants?: string;
}

export async function startForwardProxy(
  context: TestContext,
  { to, wants }: ForwardProxyOptions,
): Promise<ForwardProxy> {
  const asked: string[] = [];
  const wanted = wants === undefined ? undefined : `Basic ${Buffer.from(wants).toString('base64')}`;
  const proxy = createServer((incoming, outgoing) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    const { 'proxy-authorization': who, ...headers } = incoming.headers;
    if (wanted !== undefined && who !== wanted) return void outgoing.writeHead(407).end();
    const { pathname, search } = new URL(incoming.url ?? '');
    const onward = { host: '127.0.0.1', port: to, method: incoming.method, path: pathname + search, headers };
    const passed = request(onward, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers).flushHeaders();
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    outgoing.on('close', () => passed.destroy());
    incoming.pipe(passed);
  });
  proxy.on('connect', (incoming, socket) => {
    asked.push(`CONNECT ${incoming.url}`);
    if (wanted !== undefined && incoming.headers['proxy-authorization'] !== wanted)
      return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const onward = connect(to, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    // whoever hangs up first takes the other along
    onward.on('error', () => socket.destroy()).on('close', () => socket.destroy());
    socket.on('error', () => onward.destroy()).on('close', () => onward.destroy());
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  context.after(() => {
    proxy.close();
    proxy.closeAllConnections();
  });
  return { port: (proxy.address() as AddressInfo).port, asked };
}
