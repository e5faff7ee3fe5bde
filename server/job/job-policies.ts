import type { OutputTable } from '../store/store.ts';
import { AFTER_RESTART, type AfterRestart } from './restart.ts';

/** What a node's run wrote. */
export interface JobOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/** The two halves of a job's end. */
export interface JobEnding {
  /** Resolves when the end is stored, and everybody who asks sees it. */
  store(): Promise<void>;
  /** The feed has it. */
  tell(): void;
}

/** Where quirks bend what jobs do. Chosen once, when the server is made. */
export interface JobPolicies {
  /** The order in which jobs are listed, of jobs that come oldest first. */
  readonly listed: <J>(jobs: readonly J[]) => readonly J[];
  readonly afterRestart: AfterRestart;
  readonly end: (ending: JobEnding) => Promise<void>;
  readonly saveOutput: (outputs: OutputTable, jobId: string, node: string, output: JobOutput) => void;
  /** Whether a job that has ended, and is in memory still, takes what nodes send about it, and does nothing with it. */
  readonly takesAfterTheEnd: boolean;
  /** A node that has no part in a job sent something about it. Gives whether the job took the message. */
  readonly fromStranger: (crash: () => void) => boolean;
}

/** What ours does. Source: protocol §6. */
export const JOB_POLICIES: JobPolicies = {
  listed: (jobs) => jobs,
  afterRestart: AFTER_RESTART,
  async end({ store, tell }) {
    await store();
    tell();
  },
  saveOutput: (outputs, jobId, node, output) => outputs.save(jobId, node, output),
  takesAfterTheEnd: false,
  fromStranger: () => false,
};
