import { type Recogniser, sentHeader } from './recogniser.ts';

/** What there is has not been modified, for whoever asks for it unless there is any. */
export const notModifiedRecogniser: Recogniser = {
  quirk: 'not-modified',
  recognises(exchange, wanted) {
    if (wanted.what !== 'status' || wanted.status !== 200) return false;
    return exchange.status === 304 && sentHeader(exchange, 'if-none-match') === '*';
  },
};
