import type { Topic } from './check.ts';
import { CONTACT } from './contact.ts';
import { END } from './end.ts';
import { HEARTBEATS } from './heartbeats.ts';
import { JOBS } from './jobs.ts';
import { LIVES } from './lives.ts';
import { OPTIONS } from './options.ts';
import { REFUSALS } from './refusals.ts';

/** Every check of a client, in the order in which they are made. */
export const TOPICS: readonly Topic[] = [CONTACT, HEARTBEATS, JOBS, OPTIONS, REFUSALS, LIVES, END];
