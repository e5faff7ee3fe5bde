import type { Envelope } from '@cucumber/messages';
import type { SubjectKind } from '../scenarios/subject.ts';

/** What the process that runs Cucumber is told. */
export interface CucumberOrder {
  /** What is judged: its features are read, and its steps alone. */
  readonly subject: SubjectKind;
  /** The folder of `features/` and `steps/`. */
  readonly root: string;
  /** `URI:LINE` of what is run, in this order. */
  readonly selected: readonly string[];
  /** Processes that run scenarios at the same time. */
  readonly parallel: number;
  /** How often a scenario that failed is tried again. */
  readonly retry: number;
}

/** What it says. */
export type CucumberWord =
  | { readonly envelope: Envelope }
  /** It has started a process that runs scenarios. */
  | { readonly worker: number }
  /** Such a process has ended before its time: by which signal, or with which exit code. */
  | { readonly crashed: string }
  | { readonly ended: true }
  | { readonly failed: string };
