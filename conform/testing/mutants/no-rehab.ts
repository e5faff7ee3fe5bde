import { LiveJobs } from '../../../server/job/live-jobs.ts';
import { type Mutant, reshapeEffects } from './mutant.ts';

export const noRehab: Mutant = {
  summary: 'says that it sends nodes to rehab, and lets them go on',
  infect() {
    reshapeEffects((effects) => effects.filter(({ type }) => type !== 'rehab'));
    // nor does a node that speaks of a job that is over betray that it goes on
    LiveJobs.prototype.isRunning = () => true;
    const { nodeMessage } = LiveJobs.prototype;
    LiveJobs.prototype.nodeMessage = function (...message) {
      nodeMessage.apply(this, message);
      return true;
    };
  },
};
