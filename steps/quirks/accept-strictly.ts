import { type Recogniser, sentHeader } from './recogniser.ts';

const WEIGHT_OF_NOTHING = /;\s*q\s*=\s*0(?:\.0*)?\s*(?:,|$)/i;
/** A parameter that is no weight. */
const PARAMETER = /;\s*(?!q\s*=)[\w-]+\s*=/i;

/** A media type with a parameter is none that the server has, and one with a weight of 0 is as good as any. */
export const acceptStrictlyRecogniser: Recogniser = {
  quirk: 'accept-strictly',
  recognises(exchange, wanted) {
    if (wanted.what !== 'status') return false;
    const accept = sentHeader(exchange, 'accept') ?? '';
    if (wanted.status === 200) return exchange.status === 406 && PARAMETER.test(accept);
    return wanted.status === 406 && exchange.status === 200 && WEIGHT_OF_NOTHING.test(accept);
  },
};
