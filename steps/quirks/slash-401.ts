import type { Recogniser } from './recogniser.ts';

/** A path with a slash at its end that is signed as it is sent is taken for wrongly signed. */
export const slash401Recogniser: Recogniser = {
  quirk: 'slash-401',
  isLeftOpen: true,
  recognises({ sent, status }, wanted) {
    if (wanted.what !== 'status' || wanted.status !== 200) return false;
    return status === 401 && /\/(?:\?.*)?$/.test(sent.path);
  },
};
