import { type Recogniser, sentHeader } from './recogniser.ts';

/** A client is refused because a user of no organisation has its name. */
export const twoKindsOneNameRecogniser: Recogniser = {
  quirk: 'two-kinds-one-name',
  recognises(exchange, wanted, { isClientAndStranger }) {
    if (wanted.what !== 'status' || wanted.status !== 200 || exchange.status !== 401) return false;
    return isClientAndStranger(sentHeader(exchange, 'x-ops-userid') ?? '');
  },
};
