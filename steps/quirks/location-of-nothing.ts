import type { Recogniser } from './recogniser.ts';

/** A body that is not declared as JSON is answered with the place of a job. */
export const locationOfNothingRecogniser: Recogniser = {
  quirk: 'location-of-nothing',
  recognises({ status, headers }, wanted) {
    if (wanted.what !== 'header' || wanted.name !== 'location' || wanted.value !== undefined) return false;
    return status === 415 && /\/pushy\/jobs\/[0-9a-f]{32}$/.test(String(headers.location));
  },
};
