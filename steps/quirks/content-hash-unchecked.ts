import { digest } from '../../protocol/signing/scheme.ts';
import { type Exchange, type Recogniser, sentHeader } from './recogniser.ts';

/** A request is let in although X-Ops-Content-Hash is not that of its body. */
export const contentHashUncheckedRecogniser: Recogniser = {
  quirk: 'content-hash-unchecked',
  makesJob: true,
  recognises(exchange, wanted) {
    if (wanted.what !== 'status' || wanted.status !== 401) return false;
    return (exchange.status === 200 || exchange.status === 201) && hasWrongHash(exchange);
  },
};

function hasWrongHash(exchange: Exchange): boolean {
  const given = sentHeader(exchange, 'x-ops-content-hash');
  const name = /version=1\.3/.test(sentHeader(exchange, 'x-ops-sign') ?? '') ? 'sha256' : 'sha1';
  return given !== undefined && given !== digest(name, exchange.sent.body ?? '');
}
