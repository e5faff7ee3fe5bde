import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const oneChannel = defineQuirk({
  name: 'one-channel',
  of: 'server',
  weight: 'costly',
  summary: 'A message with only one of the two output channels leaves both 404.',
  ours: 'The same, and the diagnosis of the node says so.',
  cost: 'A client that sends one channel loses it without a word.',
  isShared: true,
});
