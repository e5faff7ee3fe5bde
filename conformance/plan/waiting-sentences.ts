/** What steps wait for, by their words: the name of a time in the table of waits. */
const SENTENCES: readonly (readonly [words: RegExp, name: string])[] = [
  [/\bvoting time is over\b|\bquorum_vote voting_timeout$|\bnever votes$|\bvotes too late$/, 'votes'],
  [/\bno longer in memory\b/, 'memory'],
  [/\bhave expired$/, 'history'],
  [/\bis sent \d+ keep-alives\b/, 'keep-alive'],
  [/\btold to abort (?:again|over and over|\d+ times)$/, 'rehab'],
  [
    /\bgoes down\b|\bcounts? as down$|\bjob has missed\b|\b(?:comes to be|and is) shown as down$|\bheartbeats_stopped$/,
    'silence',
  ],
  [
    /\bthink the server offline$|\bdies (?:before|when|while)\b|\bstands still\b|\bcomes and goes$/,
    'silence',
  ],
];

/** How many heartbeats, or the intervals between them, a step waits for by its own words. */
const COUNTED =
  /\b(\d+) (?:more )?(?:heartbeats(?: and is not told to abort| in time)?|intervals of (?:all|its) nodes(?: are over)?)$/;

/** A name for each time that these steps wait for; one that is waited for by the piece as often as there are pieces. */
export function waitsOfSteps(steps: readonly string[]): readonly string[] {
  const named = SENTENCES.filter(([words]) => steps.some((step) => words.test(step))).map(([, name]) => name);
  const heartbeats = steps.flatMap((step) => {
    const count = Number(COUNTED.exec(step)?.[1] ?? 0);
    return Array.from({ length: count }, () => 'heartbeat');
  });
  return [...new Set(named), ...heartbeats];
}
