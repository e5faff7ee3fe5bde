import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const forwardedProtoVerbatim = defineQuirk({
  name: 'forwarded-proto-verbatim',
  of: 'server',
  weight: 'harmless',
  summary: "Whatever X-Forwarded-Proto says becomes the scheme of the job's URI.",
  ours: 'Only http and https are taken from it.',
  cost: 'A proxy that sends a list, or anything else, makes URIs that nobody can open.',
});
