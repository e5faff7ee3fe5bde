import { acceptStrictly } from './accept-strictly.ts';
import { anyOrganisationReads } from './any-organisation-reads.ts';
import { badCcpk500 } from './bad-ccpk-500.ts';
import { badJson500 } from './bad-json-500.ts';
import { bodyFirst } from './body-first.ts';
import { contentHashUnchecked } from './content-hash-unchecked.ts';
import { fileErrorAsCodes } from './file-error-as-codes.ts';
import { forwardedProtoVerbatim } from './forwarded-proto-verbatim.ts';
import { fraction500 } from './fraction-500.ts';
import { groupsInACircle } from './groups-in-a-circle.ts';
import { headersBeforeSize } from './headers-before-size.ts';
import { htmlErrors } from './html-errors.ts';
import { locationOfNothing } from './location-of-nothing.ts';
import { longUser500 } from './long-user-500.ts';
import { negativeQuorum, negativeRunTimeout } from './negative-numbers.ts';
import { noHead } from './no-head.ts';
import { notModified } from './not-modified.ts';
import { nulInEnv } from './nul-in-env.ts';
import type { Recogniser } from './recogniser.ts';
import { slash401 } from './slash-401.ts';
import { timeWithoutZone } from './time-without-zone.ts';
import { twiceNamed500 } from './twice-named-500.ts';
import { twoKindsOneName } from './two-kinds-one-name.ts';
import { undecodedNames } from './undecoded-names.ts';

/** Every quirk that one answer shows. More than one may be seen in the same. */
export const RECOGNISERS: readonly Recogniser[] = [
  htmlErrors,
  badJson500,
  bodyFirst,
  contentHashUnchecked,
  noHead,
  locationOfNothing,
  slash401,
  undecodedNames,
  forwardedProtoVerbatim,
  acceptStrictly,
  notModified,
  headersBeforeSize,
  timeWithoutZone,
  twiceNamed500,
  fraction500,
  negativeRunTimeout,
  negativeQuorum,
  longUser500,
  nulInEnv,
  fileErrorAsCodes,
  badCcpk500,
  anyOrganisationReads,
  groupsInACircle,
  twoKindsOneName,
];
