import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const rehabAfterLost = defineQuirk({
  name: 'rehab-after-lost',
  of: 'server',
  weight: 'harmless',
  summary:
    "A node that answers aborted, with the job's id, to the rehab that the job ordered counts as answering the job again: one more rehab event, and, once the job runs, run_complete client_died_while_running.",
  ours: 'The answer to a rehab is no event.',
  cost: 'A feed reports the loss of a node twice.',
});
