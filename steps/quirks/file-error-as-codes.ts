import type { Recogniser } from './recogniser.ts';

/** The sentence is there, in the codes of its characters. */
export const fileErrorAsCodesRecogniser: Recogniser = {
  quirk: 'file-error-as-codes',
  recognises({ status, text }, wanted) {
    if (wanted.what !== 'error' || status !== 400) return false;
    try {
      const { error } = JSON.parse(text) as { readonly error?: unknown };
      return Array.isArray(error) && String.fromCharCode(...(error.flat() as number[])) === wanted.error;
    } catch {
      return false;
    }
  },
};
