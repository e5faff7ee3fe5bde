import type { Fields } from '../../protocol/wire/fields.ts';

/** Where something was read. */
export interface EvidencePlace {
  /** A file as it was named, `-` for the standard input, or the address of a server. */
  readonly source: string;
  /** Counts from 1; undefined where there are no lines, as in an answer of a server. */
  readonly line?: number | undefined;
}

/** An event that the reader of a feed was given. Text in it is as it came. */
export interface SeenEvent {
  readonly name: string;
  /** Empty where it has none. */
  readonly id: string;
  readonly data: Fields;
  /** Its timestamp in microseconds since the epoch; undefined where it has none in the form of protocol §7. */
  readonly micros: number | undefined;
  /** Whether something may have come between it and the one before that was not kept, or could not be read. */
  readonly isAfterGap: boolean;
  readonly at: EvidencePlace;
}

/** What one connection to a feed gave, in the order in which it came. Never without an event, never with a `summary`. */
export interface FeedCapture {
  readonly of: 'job' | 'organisation';
  /** Of a job's feed, where that is known: the events themselves do not name it. */
  readonly jobId: string | undefined;
  readonly events: readonly SeenEvent[];
  /** Whether the last event has its blank line. */
  readonly isClosed: boolean;
  /** Whether something came behind the last event that was not kept, or could not be read. */
  readonly endsInGap: boolean;
  readonly at: EvidencePlace;
}

/** A job as `GET jobs/ID` shows it, or the `summary` of a feed. */
export interface ShownJobEvidence {
  readonly id: string;
  readonly status: string;
  readonly command: string | undefined;
  readonly runTimeoutSeconds: number | undefined;
  readonly createdAtMs: number | undefined;
  readonly updatedAtMs: number | undefined;
  /** The word that each node is shown under, in the order in which they are shown. */
  readonly nodes: ReadonlyMap<string, string>;
  /** By the keys it has; undefined where they are those of either. */
  readonly dialect: 'documented' | 'pushy-server' | undefined;
  /** When it was read, where that is known. */
  readonly readAtMs: number | undefined;
  readonly at: EvidencePlace;
}

/** A job as it was asked for, `POST jobs`, and the id that it got. */
export interface AskedJobEvidence {
  readonly id: string;
  readonly nodes: readonly string[];
  /** Undefined: the default, all of them. */
  readonly quorum: number | undefined;
  readonly runTimeoutSeconds: number | undefined;
  readonly at: EvidencePlace;
}

/** A message between a node and the server, of a journal or a trace. */
export interface SpokenEvidence {
  readonly node: string;
  /** `out` goes to the server. */
  readonly direction: 'in' | 'out';
  readonly type: string;
  readonly jobId: string | undefined;
  readonly atMs: number;
  /** Why the server refused it, where that is known. */
  readonly refused: string | undefined;
  readonly at: EvidencePlace;
}

/** What could not be read, and is left out. */
export interface EvidenceFault {
  readonly at: EvidencePlace;
  /** A sentence without its end: what is wrong, with what value. */
  readonly problem: string;
}

/** What a server left behind, as far as it was read: from any number of files, in no order. */
export interface Evidence {
  readonly captures: readonly FeedCapture[];
  readonly shown: readonly ShownJobEvidence[];
  readonly asked: readonly AskedJobEvidence[];
  readonly spoken: readonly SpokenEvidence[];
  readonly faults: readonly EvidenceFault[];
}

export const NO_EVIDENCE: Evidence = { captures: [], shown: [], asked: [], spoken: [], faults: [] };

/** All of it together. */
export function joinEvidence(parts: readonly Evidence[]): Evidence {
  return {
    captures: parts.flatMap(({ captures }) => captures),
    shown: parts.flatMap(({ shown }) => shown),
    asked: parts.flatMap(({ asked }) => asked),
    spoken: parts.flatMap(({ spoken }) => spoken),
    faults: parts.flatMap(({ faults }) => faults),
  };
}

/** `feed.txt, line 12` */
export function placeText({ source, line }: EvidencePlace): string {
  const name = source === '-' ? 'the standard input' : source;
  return line === undefined ? name : `${name}, line ${line}`;
}
