/** The environment variable that names the folder of the journal, for the processes that run scenarios. */
export const JOURNAL_VARIABLE = 'PUSH_HARNESS_JOURNAL';

/** The environment variable that says how many attempts at its scenarios a run has behind it. */
export const ATTEMPTS_VARIABLE = 'PUSH_HARNESS_ATTEMPTS';

/** Where a run puts its journal inside its own folder. */
export const JOURNAL_SUBFOLDER = 'journal';

/** What the files of a journal are called, whoever wrote them. */
export const JOURNAL_FILE = /\.journal\.sqlite$/;
