import { type Recogniser, sentHeader } from './recogniser.ts';

/** What a proxy says of the scheme is the scheme, whatever it is. */
export const forwardedProtoVerbatimRecogniser: Recogniser = {
  quirk: 'forwarded-proto-verbatim',
  recognises(exchange, wanted) {
    const scheme = sentHeader(exchange, 'x-forwarded-proto');
    if (wanted.what !== 'location' || scheme === undefined || scheme === '') return false;
    const [, afterScheme = ''] = wanted.begins.split('://');
    return String(exchange.headers.location).startsWith(`${scheme}://${afterScheme}`);
  },
};
