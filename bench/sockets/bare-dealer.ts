import { type Context, Dealer } from 'zeromq';
import { newCurveKeyPair } from '../../protocol/curve/key-pair.ts';
import type { Address } from './address.ts';

/** A DEALER with a CURVE key pair of its own, as a push client has; nothing else. Source: protocol §4. */
export function openDealer(
  context: Context,
  { address, serverKey }: Address,
  keys = newCurveKeyPair(),
): Dealer {
  const dealer = new Dealer({
    context,
    linger: 0,
    curveServerKey: serverKey,
    curvePublicKey: keys.publicKey,
    curveSecretKey: keys.secretKey,
  });
  dealer.connect(address);
  return dealer;
}
