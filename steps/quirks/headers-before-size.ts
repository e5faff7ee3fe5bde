import type { Recogniser } from './recogniser.ts';

const MISSING_HEADERS = /missing required authentication header/;

/** Missing headers are said before a body that is too large. */
export const headersBeforeSizeRecogniser: Recogniser = {
  quirk: 'headers-before-size',
  isLeftOpen: true,
  recognises: ({ status, text }, wanted) =>
    status === 400 && MISSING_HEADERS.test(text) && wanted.what === 'status' && wanted.status === 413,
};
