import { defineBehaviour } from './behaviour.ts';
import { NODE_MESSAGE_TYPES, says } from './reshaping.ts';

/** Speaks in another node's name, signed with its own key. */
export const impostor = defineBehaviour({
  name: 'impostor',
  summary: "sends its messages in another node's name, signed with its own key",
  defaults: { as: 'somebody-else', messages: NODE_MESSAGE_TYPES },
  meanings: {
    as: 'The name of the node that it pretends to be.',
    messages: 'The types of messages that it sends in that name.',
  },
  choices: { messages: NODE_MESSAGE_TYPES },
  reshape: (planned, { options }) =>
    planned.map((effect) =>
      says(effect, options.messages) ? { ...effect, forged: { ...effect.forged, node: options.as } } : effect,
    ),
});
