/** The two kinds of Push Jobs server. Source: protocol §2. */
const BOTH_DIALECTS = ['documented', 'pushy-server'] as const;

/** How much a quirk matters to those who live with it. `security`: somebody may get what is not theirs. */
export type QuirkWeight = 'harmless' | 'costly' | 'security';

/**
 * A named difference of shipped programs from this project's: wrong or odd, and not to be condemned, since people's
 * servers and clients live with it. Source: protocol §10.
 */
export interface Quirk<N extends string = string> {
  /** The word in target files, on the command line and in reports. */
  readonly name: N;
  readonly of: 'server' | 'client';
  readonly weight: QuirkWeight;
  /** What a program with the quirk does, in one sentence. */
  readonly summary: string;
  /** What ours does without it, in one sentence. */
  readonly ours: string;
  /** What it costs, and whom, in one sentence. */
  readonly cost: string;
  /** Which programs have it. */
  readonly has: string;
  /** Ours does the same: it is listed, and cannot be switched on or off. */
  readonly isShared: boolean;
  /** The dialects in which a server can have it. */
  readonly dialects: readonly (typeof BOTH_DIALECTS)[number][];
}

type Given<N extends string> = Pick<Quirk<N>, 'name' | 'of' | 'weight' | 'summary' | 'ours' | 'cost'> &
  Partial<Pick<Quirk<N>, 'has' | 'isShared' | 'dialects'>>;

const SHIPPED = { server: 'the shipped server (3.0.4)', client: 'the shipped Ruby client (3.0.13)' } as const;

/** What reports say of quirks, by their names. */
export function factsOf(
  quirks: readonly Quirk[],
): Readonly<Record<string, Pick<Quirk, 'weight' | 'summary' | 'ours' | 'cost' | 'has'>>> {
  return Object.fromEntries(
    quirks.map(({ name, weight, summary, ours, cost, has }) => [name, { weight, summary, ours, cost, has }]),
  );
}

/** A quirk, with what most have in common filled in. */
export function defineQuirk<const N extends string>(given: Given<N>): Quirk<N> {
  return { has: SHIPPED[given.of], isShared: false, dialects: BOTH_DIALECTS, ...given };
}
