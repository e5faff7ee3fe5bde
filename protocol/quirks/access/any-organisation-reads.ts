import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const anyOrganisationReads = defineQuirk({
  name: 'any-organisation-reads',
  of: 'server',
  weight: 'security',
  summary: 'A job can be read through any organization that the caller belongs to.',
  ours: 'It is a 404 outside its own organization.',
  cost: 'Members of one organization read commands, environment and output of another.',
});
