import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const noReceiveLimit = defineQuirk({
  name: 'no-receive-limit',
  of: 'client',
  weight: 'harmless',
  summary: 'The limit max_body_size holds for what the client sends, never for what it receives.',
  ours: 'The same.',
  cost: 'None: a commit with a large file arrives.',
  isShared: true,
});
