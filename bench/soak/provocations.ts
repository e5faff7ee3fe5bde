import type { RefusalReason } from '../../protocol/wire/parsed.ts';
import type { Damage } from '../../simulator/node/damage.ts';
import type { Forgery, Send } from '../../simulator/node/planned.ts';

/** What a server must say to each damage; a replayed message is a good one that comes twice. Source: protocol §4. */
const REASONS: Readonly<Record<Damage, RefusalReason | undefined>> = {
  bad_signature: 'bad_signature',
  changed_body: 'bad_signature',
  one_frame: 'frame_count',
  three_frames: 'frame_count',
  empty_header: 'bad_header',
  bad_header: 'bad_header',
  long_header: 'header_too_long',
  bad_version: 'bad_version',
  bad_method: 'bad_method',
  long_body: 'body_too_long',
  bad_json: 'bad_json',
  no_object: 'bad_field',
  empty_body: 'bad_json',
  no_sequence: 'bad_field',
  replayed: undefined,
};

/** Longest job id. Source: protocol §4. */
const MAX_JOB_ID_CHARACTERS = 64;

/** A node that sends, as far as it matters to who receives. */
export interface SendingNode {
  readonly name: string;
  /** Its clock is off by more than the server allows. */
  readonly isSkewed: boolean;
}

/**
 * Why a server must refuse a message, undefined for one that it must take.
 * @param isKnown whether the server knows a node of this name
 */
export function refusalOf(
  { damage, forged = {} }: Send,
  sender: SendingNode,
  isKnown: (name: string) => boolean,
): RefusalReason | undefined {
  const byDamage = damage && REASONS[damage];
  if (byDamage !== undefined) return byDamage;
  if (forged.node !== undefined && forged.node !== sender.name) {
    return isKnown(forged.node) ? 'bad_signature' : 'unknown_sender';
  }
  if (forged.org !== undefined) return 'unknown_sender';
  return contentRefusal(forged) ?? (sender.isSkewed || forged.timestampByMs ? 'bad_timestamp' : undefined);
}

function contentRefusal({ type, jobId }: Forgery): RefusalReason | undefined {
  if (jobId && jobId.length > MAX_JOB_ID_CHARACTERS) return 'bad_field';
  return type === undefined ? undefined : 'unknown_type';
}

/** Counts what the nodes sent that must be refused: by the reason, and by the name and the reason. */
export class Provocations {
  readonly #isKnown: (name: string) => boolean;
  readonly #byReason = new Map<string, number>();
  readonly #byName = new Map<string, number>();

  constructor(isKnown: (name: string) => boolean) {
    this.#isKnown = isKnown;
  }

  note(sender: SendingNode, message: Send): void {
    const reason = refusalOf(message, sender, this.#isKnown);
    if (reason === undefined) return;
    addOne(this.#byReason, reason);
    // the server counts it for the node whose connection it came over, and for the one that it names
    for (const name of new Set([sender.name, message.forged?.node ?? sender.name])) {
      addOne(this.#byName, key(name, reason));
    }
  }

  of(reason: string): number {
    return this.#byReason.get(reason) ?? 0;
  }

  inTheNameOf(name: string, reason: string): number {
    return this.#byName.get(key(name, reason)) ?? 0;
  }

  get reasons(): readonly string[] {
    return [...this.#byReason.keys()];
  }
}

function key(name: string, reason: string): string {
  return `${name} ${reason}`;
}

function addOne(counts: Map<string, number>, word: string): void {
  counts.set(word, (counts.get(word) ?? 0) + 1);
}
