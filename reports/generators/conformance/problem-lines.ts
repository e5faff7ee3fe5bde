import type { ConformanceResults } from './results.ts';

/** What went wrong with a run beside its scenarios, one sentence each, what to do about it included. */
export function problemLines({ hindrance, problems, unmatched }: ConformanceResults): readonly string[] {
  return [
    ...(hindrance === undefined ? [] : [`${capital(hindrance.why)}. ${capital(hindrance.remedy)}.`]),
    ...problems,
    ...unmatched.map((id) => `${id} is in the list of known failures, and no scenario has that id`),
  ];
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
