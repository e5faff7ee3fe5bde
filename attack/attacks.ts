import { BenchUsageError } from '../bench/options.ts';
import { oldKeys } from './access/old-keys.ts';
import { readerBecomesNodeTrial } from './access/reader.ts';
import { sniffedRequest } from './access/sniffed.ts';
import type { Attack } from './attack.ts';
import { endlessAnswers } from './cli/endless-answers.ts';
import { hangingAnswers } from './cli/hanging-answers.ts';
import { hostileAnswers } from './cli/hostile-answers.ts';
import { hostileFiles } from './cli/hostile-files.ts';
import { printedKeys } from './cli/printed-keys.ts';
import { badMessages, heartbeatFlood, manyFrames, newLives } from './commands/floods.ts';
import { halfHandshakes } from './commands/half-handshakes.ts';
import { junk } from './commands/junk.ts';
import { muteNode } from './commands/mute-node.ts';
import { killedFleet } from './exec/killed-fleet.ts';
import { fullCrowd, halfGreetings, knocking } from './heartbeats/crowds.ts';
import { endlessFrame, pings, subscriptions } from './heartbeats/pouring.ts';
import { chunkedBodies, signedBodies, unsignedBodies } from './rest/bodies.ts';
import { halfRequests, longHeaders } from './rest/crowds.ts';
import { fuzzedRequests } from './rest/fuzzed.ts';
import { largestJobs, longCommands, manyJobs, oneLargeJob, tenLargeJobs } from './rest/large-jobs.ts';
import {
  muteFeedReaders,
  muteHistoryReaders,
  muteJobReaders,
  muteListReaders,
  mutePageReaders,
} from './rest/mute-readers.ts';
import { pipelinedByMany, pipelinedJobs, pipelinedMetrics, pipelinedOpenApi } from './rest/pipelining.ts';
import { tlsCrowd } from './rest/tls-crowd.ts';
import { damagedDatabase } from './store/damaged-database.ts';
import { deletedFolder } from './store/deleted-folder.ts';
import { killedServer } from './store/killed-server.ts';

/** Every attack, in the order in which they run. */
export const ATTACKS: readonly Attack[] = [
  oldKeys,
  readerBecomesNodeTrial,
  sniffedRequest,
  endlessFrame,
  subscriptions,
  pings,
  fullCrowd,
  halfGreetings,
  knocking,
  manyFrames,
  badMessages,
  heartbeatFlood,
  newLives,
  muteNode,
  halfHandshakes,
  junk,
  unsignedBodies,
  signedBodies,
  chunkedBodies,
  pipelinedMetrics,
  pipelinedOpenApi,
  pipelinedJobs,
  pipelinedByMany,
  oneLargeJob,
  tenLargeJobs,
  largestJobs,
  halfRequests,
  longHeaders,
  tlsCrowd,
  manyJobs,
  longCommands,
  muteFeedReaders,
  muteHistoryReaders,
  muteJobReaders,
  muteListReaders,
  mutePageReaders,
  fuzzedRequests,
  deletedFolder,
  damagedDatabase,
  killedServer,
  killedFleet,
  endlessAnswers,
  hangingAnswers,
  hostileAnswers,
  hostileFiles,
  printedKeys,
];

/** Those with these names, or in folders of these names; all where there are none. @throws BenchUsageError for another name */
export function chosenAttacks(names: readonly string[], among = ATTACKS): readonly Attack[] {
  const isMeant = (attack: Attack, name: string) =>
    attack.name === name || attack.name.startsWith(`${name}/`);
  for (const name of names) {
    if (!among.some((attack) => isMeant(attack, name)))
      throw new BenchUsageError(`no attack is called ${name}; --list shows them`);
  }
  return names.length === 0 ? among : among.filter((attack) => names.some((name) => isMeant(attack, name)));
}

/** All storms, which take no time in the smallest size, and of the trials, which start servers of their own, one a folder. */
export function forSmoke(attacks: readonly Attack[]): readonly Attack[] {
  const folders = new Set<string>();
  return attacks.filter(({ kind, name }) => {
    const folder = name.slice(0, name.indexOf('/'));
    if (kind === 'storm') return true;
    const isFirst = !folders.has(folder);
    folders.add(folder);
    return isFirst;
  });
}
