import type { Send } from '../../simulator/node/planned.ts';

/** How one message is made wrong. */
type Wrong = Pick<Send, 'damage' | 'forged'>;

const HOUR_MS = 3_600_000;
const TWO_MINUTES_MS = 120_000;
/** Less than the 300 s that a message may be off, by more than the second to which its timestamp is cut. */
const ALMOST_TOO_FAR_MS = 298_000;
/** More than that, by more than the cut second. */
const JUST_TOO_FAR_MS = 302_000;

/** What sentences call the ways in which a message can be wrong, or only strange. Source: protocol §4. */
const WORDS: Readonly<Record<string, Wrong>> = {
  'a wrong signature': { damage: 'bad_signature' },
  'a body changed on the way': { damage: 'changed_body' },
  'one frame': { damage: 'one_frame' },
  'three frames': { damage: 'three_frames' },
  'an empty header': { damage: 'empty_header' },
  'a header that cannot be read': { damage: 'bad_header' },
  'a header of 2049 bytes': { damage: 'long_header' },
  'an unknown version': { damage: 'bad_version' },
  'an unknown method': { damage: 'bad_method' },
  'a body of 65537 bytes': { damage: 'long_body' },
  'a body cut short': { damage: 'bad_json' },
  'an empty body': { damage: 'empty_body' },
  'a list for a body': { damage: 'no_object' },
  'no sequence': { damage: 'no_sequence' },
  'a timestamp of an hour ago': { forged: { timestampByMs: -HOUR_MS } },
  'a timestamp in an hour': { forged: { timestampByMs: HOUR_MS } },
  'a timestamp of two minutes ago': { forged: { timestampByMs: -TWO_MINUTES_MS } },
  'a timestamp just too old': { forged: { timestampByMs: -JUST_TOO_FAR_MS } },
  'a timestamp just too young': { forged: { timestampByMs: JUST_TOO_FAR_MS } },
  'a timestamp almost too old': { forged: { timestampByMs: -ALMOST_TOO_FAR_MS } },
  'a timestamp almost too young': { forged: { timestampByMs: ALMOST_TOO_FAR_MS } },
  'an unknown type': { forged: { type: 'ack_lunch' } },
  'the type of a command': { forged: { type: 'commit' } },
  'a sequence that came before': { forged: { sequence: 1 } },
  'a job id of 65 characters': { forged: { jobId: 'x'.repeat(65) } },
  'a job id that is empty': { forged: { jobId: '' } },
  'the job id "null"': { forged: { jobId: 'null' } },
};

/** @throws for words that no feature has used so far */
export function wrongMessage(words: string): Wrong {
  const wrong = WORDS[words];
  if (wrong === undefined) throw new Error(`nothing is known of a message with ${words}`);
  return wrong;
}

/** What is wrong, but not by damage, in the words of the behaviour that sends such messages all the time. */
const FORGED: Readonly<Record<string, string>> = {
  'a timestamp of an hour ago': 'stale',
  'an unknown type': 'unknown_type',
};

/** @throws for words that no feature has used so far */
export function tamperingWord(words: string): string {
  const word = FORGED[words] ?? wrongMessage(words).damage;
  if (word === undefined) throw new Error(`no node sends everything with ${words}`);
  return word;
}
