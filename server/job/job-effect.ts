import type { JobEndStatus, JobEvent } from '../feeds/event.ts';
import type { TransitionStep } from './cell.ts';
import type { NodeInJob } from './node-in-job.ts';

/** What a transition asks for, in the order in which it must happen. */
export type JobEffect =
  | { readonly type: 'emit'; readonly event: JobEvent }
  | { readonly type: 'send'; readonly message: 'commit' | 'run'; readonly nodes: readonly string[] }
  /** The same happens to nodes: where they stand is stored, then one after the other goes through all steps. */
  | {
      readonly type: 'each';
      readonly nodes: readonly string[];
      /** Undefined where they stand as before. */
      readonly stands: NodeInJob | undefined;
      readonly steps: readonly TransitionStep[];
    }
  | {
      readonly type: 'storeOutput';
      readonly node: string;
      readonly stdout: string;
      readonly stderr: string;
    }
  /** A node's run is over and output is missing that should be there: of one channel, or of both though asked for. */
  | { readonly type: 'missOutput'; readonly node: string; readonly missing: 'one_channel' | 'both_channels' }
  /** The job has entered `running`. */
  | { readonly type: 'showRunning' }
  /** Takes the place of the timer before it: a job waits for one thing at a time. */
  | { readonly type: 'startTimer'; readonly timer: JobTimer; readonly ms: number }
  | { readonly type: 'stopTimer' }
  /** Stores everything, and only then shows the job as ended. Always the last effect of a job. */
  | { readonly type: 'finish'; readonly status: JobEndStatus }
  /** The job is gone without another word. Always the last effect of a job. */
  | { readonly type: 'crash' };

export type JobTimer = 'voting' | 'run';
