import { acceptStrictlyRecogniser } from './accept-strictly.ts';
import { anyOrganisationReadsRecogniser } from './any-organisation-reads.ts';
import { badCcpk500Recogniser } from './bad-ccpk-500.ts';
import { badJson500Recogniser } from './bad-json-500.ts';
import { bodyFirstRecogniser } from './body-first.ts';
import { contentHashUncheckedRecogniser } from './content-hash-unchecked.ts';
import { fileErrorAsCodesRecogniser } from './file-error-as-codes.ts';
import { forwardedProtoVerbatimRecogniser } from './forwarded-proto-verbatim.ts';
import { fraction500Recogniser } from './fraction-500.ts';
import { groupsInACircleRecogniser } from './groups-in-a-circle.ts';
import { headersBeforeSizeRecogniser } from './headers-before-size.ts';
import { htmlErrorsRecogniser } from './html-errors.ts';
import { locationOfNothingRecogniser } from './location-of-nothing.ts';
import { longUser500Recogniser } from './long-user-500.ts';
import { negativeQuorumRecogniser, negativeRunTimeoutRecogniser } from './negative-numbers.ts';
import { noHeadRecogniser } from './no-head.ts';
import { notModifiedRecogniser } from './not-modified.ts';
import { nulInEnvRecogniser } from './nul-in-env.ts';
import type { Recogniser } from './recogniser.ts';
import { slash401Recogniser } from './slash-401.ts';
import { timeWithoutZoneRecogniser } from './time-without-zone.ts';
import { twiceNamed500Recogniser } from './twice-named-500.ts';
import { twoKindsOneNameRecogniser } from './two-kinds-one-name.ts';
import { undecodedNamesRecogniser } from './undecoded-names.ts';

/** Every quirk that one answer shows. More than one may be seen in the same. */
export const RECOGNISERS: readonly Recogniser[] = [
  htmlErrorsRecogniser,
  badJson500Recogniser,
  bodyFirstRecogniser,
  contentHashUncheckedRecogniser,
  noHeadRecogniser,
  locationOfNothingRecogniser,
  slash401Recogniser,
  undecodedNamesRecogniser,
  forwardedProtoVerbatimRecogniser,
  acceptStrictlyRecogniser,
  notModifiedRecogniser,
  headersBeforeSizeRecogniser,
  timeWithoutZoneRecogniser,
  twiceNamed500Recogniser,
  fraction500Recogniser,
  negativeRunTimeoutRecogniser,
  negativeQuorumRecogniser,
  longUser500Recogniser,
  nulInEnvRecogniser,
  fileErrorAsCodesRecogniser,
  badCcpk500Recogniser,
  anyOrganisationReadsRecogniser,
  groupsInACircleRecogniser,
  twoKindsOneNameRecogniser,
];
