import assert from 'node:assert/strict';
import test from 'node:test';
import { Context, Dealer, Router } from 'zeromq';
import { bindTcp, closeTcp, tcpAddress } from './bind-tcp.ts';

const HOST = '127.0.0.1';
const place = (port: number) => ({ host: HOST, port, what: 'commands', option: '--command-port' });

test('a port can be had again as soon as its socket is closed, with somebody connected to it', async () => {
  const context = new Context();
  const dealers: Dealer[] = [];
  let port = 0;
  for (let life = 0; life < 20; life += 1) {
    const router = new Router({ context, linger: 0 });
    port = await bindTcp(router, place(port));
    // another one each time, beside those that connect anew: what these say may go down with their old connection
    const dealer = new Dealer({ context, linger: 0, reconnectInterval: 1 });
    dealers.push(dealer);
    dealer.connect(tcpAddress(HOST, port));
    await dealer.send('hello');
    const [, frame] = await router.receive();
    assert.equal(String(frame), 'hello');
    await closeTcp(router);
  }
  for (const dealer of dealers) dealer.close();
});

test('a socket that waits for a message is closed without an error but the end of its wait', async () => {
  const context = new Context();
  const router = new Router({ context, linger: 0 });
  await bindTcp(router, place(0));
  const waiting = assert.rejects(router.receive());
  await closeTcp(router);
  await waiting;
  assert.ok(router.closed);
});

test('closing a socket twice is closing it once', async () => {
  const router = new Router({ context: new Context(), linger: 0 });
  await bindTcp(router, place(0));
  await closeTcp(router);
  await closeTcp(router);
});
