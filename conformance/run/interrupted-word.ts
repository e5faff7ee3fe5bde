/** What is written to the file that stops a run when a signal ends it: what is under way is not waited for. */
export const INTERRUPTED_WORD = 'interrupted';
