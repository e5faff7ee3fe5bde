import { anyOrganisationReads } from './access/any-organisation-reads.ts';
import { groupsInACircle } from './access/groups-in-a-circle.ts';
import { readerBecomesNode } from './access/reader-becomes-node.ts';
import { twoKindsOneName } from './access/two-kinds-one-name.ts';
import { deadlineEvery5s } from './client/deadline-every-5s.ts';
import { noReceiveLimit } from './client/no-receive-limit.ts';
import { oldTimestamps } from './client/old-timestamps.ts';
import { replays } from './client/replays.ts';
import { stuckInFlight } from './client/stuck-in-flight.ts';
import { worldReadableFile } from './client/world-readable-file.ts';
import { missedNewestFirst } from './feeds/missed-newest-first.ts';
import { unclosedLastEvent } from './feeds/unclosed-last-event.ts';
import { deafAfterTheEnd } from './jobs/deaf-after-the-end.ts';
import { fileErrorAsCodes } from './jobs/file-error-as-codes.ts';
import { fraction500 } from './jobs/fraction-500.ts';
import { longUser500 } from './jobs/long-user-500.ts';
import { negativeQuorum } from './jobs/negative-quorum.ts';
import { negativeRunTimeout } from './jobs/negative-run-timeout.ts';
import { nulInEnv } from './jobs/nul-in-env.ts';
import { rehabAfterLost } from './jobs/rehab-after-lost.ts';
import { restartForgetsVotes } from './jobs/restart-forgets-votes.ts';
import { strangerCrashesJob } from './jobs/stranger-crashes-job.ts';
import { toldBeforeStored } from './jobs/told-before-stored.ts';
import { twiceNamed500 } from './jobs/twice-named-500.ts';
import { unorderedList } from './jobs/unordered-list.ts';
import { availabilityUndefined } from './nodes/availability-undefined.ts';
import { badCcpk500 } from './nodes/bad-ccpk-500.ts';
import { lateDetection } from './nodes/late-detection.ts';
import { vanishingNode500 } from './nodes/vanishing-node-500.ts';
import { earlyOutput } from './output/early-output.ts';
import { firstOutputWins } from './output/first-output-wins.ts';
import { nulInOutput } from './output/nul-in-output.ts';
import { oneChannel } from './output/one-channel.ts';
import type { Quirk } from './quirk.ts';
import { acceptStrictly } from './requests/accept-strictly.ts';
import { badJson500 } from './requests/bad-json-500.ts';
import { bodyFirst } from './requests/body-first.ts';
import { contentHashUnchecked } from './requests/content-hash-unchecked.ts';
import { forwardedProtoVerbatim } from './requests/forwarded-proto-verbatim.ts';
import { headersBeforeSize } from './requests/headers-before-size.ts';
import { htmlErrors } from './requests/html-errors.ts';
import { locationOfNothing } from './requests/location-of-nothing.ts';
import { noHead } from './requests/no-head.ts';
import { notModified } from './requests/not-modified.ts';
import { slash401 } from './requests/slash-401.ts';
import { timeWithoutZone } from './requests/time-without-zone.ts';
import { undecodedNames } from './requests/undecoded-names.ts';

/** Quirks of servers, as protocol §10 lists them. */
export const SERVER_QUIRKS = [
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
  unorderedList,
  toldBeforeStored,
  restartForgetsVotes,
  strangerCrashesJob,
  deafAfterTheEnd,
  rehabAfterLost,
  nulInOutput,
  firstOutputWins,
  oneChannel,
  earlyOutput,
  missedNewestFirst,
  unclosedLastEvent,
  badCcpk500,
  availabilityUndefined,
  vanishingNode500,
  lateDetection,
  anyOrganisationReads,
  groupsInACircle,
  twoKindsOneName,
  readerBecomesNode,
] as const;

/** Quirks of push clients, as protocol §10 lists them. */
export const CLIENT_QUIRKS = [
  oldTimestamps,
  replays,
  worldReadableFile,
  deadlineEvery5s,
  noReceiveLimit,
  stuckInFlight,
] as const;

export type ServerQuirkName = (typeof SERVER_QUIRKS)[number]['name'];
export type ClientQuirkName = (typeof CLIENT_QUIRKS)[number]['name'];
export type QuirkName = ServerQuirkName | ClientQuirkName;

/** Every quirk by its name. */
export const QUIRKS: Readonly<Record<QuirkName, Quirk<QuirkName>>> = Object.fromEntries(
  [...SERVER_QUIRKS, ...CLIENT_QUIRKS].map((quirk) => [quirk.name, quirk]),
) as Record<QuirkName, Quirk<QuirkName>>;
