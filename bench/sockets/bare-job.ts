/** What a job cannot do without: commit and vote, run and start, end; each frame as long as a commit's. */
export const BARE_JOB = { frames: ['h'.repeat(98), 'b'.repeat(240)], times: 3 } as const;
