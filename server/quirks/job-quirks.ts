import type { Clock } from '../../protocol/time/clock.ts';
import { JOB_POLICIES, type JobPolicies } from '../job/job-policies.ts';
import type { ServerQuirks } from './choose-quirks.ts';
import { tellBeforeStoring } from './told-before-stored.ts';
import { inDrawnOrder } from './unordered-list.ts';

/** What a server with these quirks does with its jobs. Source: protocol §10. */
export function jobPolicies(quirks: ServerQuirks, clock: Clock): JobPolicies {
  return {
    ...JOB_POLICIES,
    ...(quirks.has('unordered-list') && { listed: inDrawnOrder }),
    // nodes that had not begun stay what they were
    ...(quirks.has('restart-forgets-votes') && { afterRestart: { running: 'crashed' } as const }),
    ...(quirks.has('told-before-stored') && { end: tellBeforeStoring(clock) }),
    ...(quirks.has('nul-in-output') && { saveOutput: saveWithoutNul }),
    ...(quirks.has('deaf-after-the-end') && { takesAfterTheEnd: true }),
    ...(quirks.has('stranger-crashes-job') && { fromStranger: crashByStranger }),
  };
}

/** The job looks the stranger up among its nodes, and does not survive that. */
const crashByStranger: JobPolicies['fromStranger'] = (crash) => {
  crash();
  return true;
};

/** A database of texts takes no NUL: neither channel is kept. */
const saveWithoutNul: JobPolicies['saveOutput'] = (outputs, jobId, node, output) => {
  if (!`${output.stdout}${output.stderr}`.includes('\0')) outputs.save(jobId, node, output);
};
