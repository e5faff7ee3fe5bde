import type { ServerQuirkName } from '../../protocol/quirks/catalogue.ts';
import type { QuirkChoice } from '../../protocol/quirks/quirk-choice.ts';
import type { KnownFailure } from '../../reports/generators/conformance/run-facts.ts';
import type { Capability } from '../scenarios/capabilities.ts';
import type { ProcessSetting, RoleName, TargetFile } from './target-file.ts';
import type { TimingKey } from './timings.ts';

/** A target's file as it is written, once its schema has been checked. */
export interface RawTarget {
  readonly name: string;
  readonly description?: string;
  readonly dialect: TargetFile['dialect'];
  readonly server?: string;
  readonly 'in-process'?: true | { readonly quirks?: QuirkChoice<ServerQuirkName> };
  readonly process?: {
    readonly command: readonly string[];
    readonly keys?: readonly string[];
    readonly settings?: Readonly<Partial<Record<ProcessSetting, readonly string[]>>>;
  };
  readonly organisation?: string;
  readonly roles?: Readonly<Partial<Record<RoleName, { readonly user: string; readonly key: string }>>>;
  readonly nodes?: { readonly keys: string };
  readonly timings?: Readonly<Partial<Record<TimingKey, string>>> & { readonly 'max-reader-buffer'?: number };
  readonly capabilities?: readonly Capability[];
  readonly quirks?: QuirkChoice<ServerQuirkName>;
  readonly hooks?: TargetFile['hooks'];
  readonly 'known-failures'?: readonly KnownFailure[];
}
