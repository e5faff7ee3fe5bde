import { parseFeature } from '../scenarios/parse-feature.ts';
import { idsOf, nextId, type Register } from './register.ts';

const TAG_LINE = /^\s*@/;

/**
 * The text of a feature with an id above each scenario that had none, first in its line of tags.
 * @param uri `features/server/TOPIC/NAME.feature`; the topic is the id's word
 */
export function withIds(uri: string, text: string, register: Register): { text: string; register: Register } {
  const topic = (uri.split('/').at(-2) ?? '').toUpperCase().replaceAll(/[^A-Z]/g, '');
  const lines = text.split('\n');
  const given: Record<string, { name: string }> = {};
  let added = 0;
  for (const scenario of parseFeature(uri, text)) {
    if (idsOf(scenario).length > 0) continue;
    const id = nextId(topic, { ...register, ...given });
    given[id] = { name: scenario.name };
    const keyword = scenario.line - 1 + added;
    const indent = /^\s*/.exec(lines[keyword] ?? '')?.[0] ?? '';
    const above = lines[keyword - 1] ?? '';
    if (TAG_LINE.test(above)) {
      lines[keyword - 1] = `${indent}@${id} ${above.trim()}`;
    } else {
      lines.splice(keyword, 0, `${indent}@${id}`);
      added += 1;
    }
  }
  return { text: lines.join('\n'), register: { ...register, ...given } };
}
