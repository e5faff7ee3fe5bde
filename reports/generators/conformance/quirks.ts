import type { Attachment } from '@cucumber/messages';
import { attachedJson } from './attached.ts';
import { bounded } from './failure-text.ts';
import { QUIRK_MEDIA_TYPE } from './quirk-media-type.ts';
import type { ConformanceResults, QuirkMet, QuirkResult, ScenarioResult } from './results.ts';
import { QUIRK_WEIGHTS, type QuirkFacts, type RunFacts } from './run-facts.ts';

/** The quirks in these attachments, each once; an attachment of another form counts for nothing. */
export function quirksMet(attachments: readonly Attachment[]): readonly QuirkMet[] {
  return eachOnce(attachedJson(attachments, QUIRK_MEDIA_TYPE).flatMap(metOf));
}

/** The first of each name. */
export function eachOnce(met: readonly QuirkMet[]): readonly QuirkMet[] {
  return met.filter(({ name }, index) => met.findIndex((other) => other.name === name) === index);
}

function metOf(value: unknown): readonly QuirkMet[] {
  const { name, evidence } = Object(value) as Record<string, unknown>;
  return typeof name === 'string' && typeof evidence === 'string'
    ? [{ name, evidence: bounded(evidence) }]
    : [];
}

/** What is known of a quirk that the catalogue of this run does not have. */
const UNKNOWN: QuirkFacts = { weight: 'costly', summary: '', ours: '', cost: '', has: '' };

/** All quirks that these scenarios met: those that are not accepted first, then by weight and name. */
export function quirkResults(
  scenarios: readonly ScenarioResult[],
  { quirks: catalogue = {}, target }: Pick<RunFacts, 'quirks' | 'target'>,
): readonly QuirkResult[] {
  const names = [...new Set(scenarios.flatMap(({ quirks = [] }) => quirks.map(({ name }) => name)))];
  return names
    .map((name): QuirkResult => {
      const met = scenarios.flatMap(({ id, quirks = [] }) =>
        quirks.filter((quirk) => quirk.name === name).map(({ evidence }) => ({ id, evidence })),
      );
      return {
        name,
        ...(catalogue[name] ?? UNKNOWN),
        isAccepted: target.acceptedQuirks?.includes(name) ?? false,
        scenarios: met.map(({ id }) => id),
        evidence: met[0]?.evidence ?? '',
      };
    })
    .toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

function rank({ isAccepted, weight, name }: QuirkResult): string {
  return `${isAccepted ? 1 : 0}${QUIRK_WEIGHTS.indexOf(weight)}${name}`;
}

/** A sentence for each quirk that was accepted and by which somebody may get what is not theirs. */
export function quirkWarnings({ quirks = [] }: ConformanceResults): readonly string[] {
  return quirks
    .filter(({ isAccepted, weight }) => isAccepted && weight === 'security')
    .map(({ name, summary }) => `The quirk ${name} of weight security is accepted: ${summary}`);
}

/** Names that are written out in a remedy; of more, only what is to change is said. */
const MAX_NAMED = 4;

/**
 * How the target's owner has a quirk accepted or rejected from the next run on: a sentence, and the words of the command
 * line where they are few.
 */
export function remedyOf(
  { name, isAccepted }: Pick<QuirkResult, 'name' | 'isAccepted'>,
  { acceptedQuirks = [] }: ConformanceResults['target'],
): { readonly sentence: string; readonly words?: string } {
  const others = acceptedQuirks.filter((each) => each !== name);
  const names = isAccepted ? others : [...others, name];
  const sentence = isAccepted
    ? "It is accepted. To reject it, name the others alone, under quirks: in the target's file or with --quirks; --quirks none rejects all."
    : "It is not accepted: scenarios that meet it fail. To accept it, name it too, under quirks: in the target's file or with --quirks; --quirks shipped accepts all.";
  if (names.length > MAX_NAMED) return { sentence };
  return { sentence, words: `--quirks ${names.join(',') || 'none'}` };
}
