import { LiveJobs } from '../../../server/job/live-jobs.ts';
import type { Mutant } from './mutant.ts';

export const ignoresTheQuorum: Mutant = {
  summary: 'runs a job as soon as one node is ready, whatever its quorum is',
  infect() {
    const { start } = LiveJobs.prototype;
    LiveJobs.prototype.start = function (org, requestedBy, request) {
      return start.call(this, org, requestedBy, { ...request, quorum: Math.min(request.quorum, 1) });
    };
  },
};
