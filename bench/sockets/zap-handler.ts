import { type Context, Router } from 'zeromq';
import { receiveAll } from './receive-all.ts';
import { SerialSender } from './serial-sender.ts';

/** Admits every key, as the least that a ZAP handler can do. Source: RFC 27. */
export async function startZapHandler(context: Context): Promise<Router> {
  const handler = new Router({ context, linger: 0 });
  await handler.bind('inproc://zeromq.zap.01');
  const sending = new SerialSender(handler);
  void receiveAll(handler, ([identity, delimiter, version, request]) => {
    if (!identity || !delimiter || !version || !request) return;
    sending.send([identity, delimiter, version, request, '200', 'OK', '', '']);
  });
  return handler;
}
