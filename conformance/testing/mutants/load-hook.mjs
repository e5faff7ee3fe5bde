/** The text of each module that the mutant changes, by its URL. */
const texts = new Map();

/** @param {{ url: string, text: string }[]} mutated */
export function initialize(mutated) {
  for (const { url, text } of mutated) texts.set(url, text);
}

/** A module of the mutant has another text; all others are as they are. */
export async function load(url, context, nextLoad) {
  const loaded = await nextLoad(url, context);
  const text = texts.get(url.replace(/\?.*$/, ''));
  return text === undefined ? loaded : { ...loaded, source: text };
}
