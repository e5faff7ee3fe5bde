import { type Recogniser, sentHeader } from './recogniser.ts';

const WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/;

/** A time without its Z is read: it is good, or too far from now. */
export const timeWithoutZoneRecogniser: Recogniser = {
  quirk: 'time-without-zone',
  recognises(exchange, wanted) {
    if (!WITHOUT_ZONE.test(sentHeader(exchange, 'x-ops-timestamp') ?? '')) return false;
    const { status, text } = exchange;
    if (wanted.what === 'status') return wanted.status === 401 && status === 200;
    return wanted.what === 'error' && status === 401 && text.includes('Synchronize the clock');
  },
};
