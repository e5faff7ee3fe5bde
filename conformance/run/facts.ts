import { cpus, platform, release, totalmem } from 'node:os';
import { SERVER_QUIRKS } from '../../protocol/quirks/catalogue.ts';
import { factsOf } from '../../protocol/quirks/quirk.ts';
import type { RunFacts } from '../../reports/generators/conformance/run-facts.ts';
import type { ScenarioPlan } from '../plan/plan.ts';
import type { ResolvedTarget } from '../target-file/resolved-target.ts';
import type { TargetFile } from '../target-file/target-file.ts';

/** What is known of a run before it begins. */
export type FactsBefore = Omit<RunFacts, 'endedAt' | 'interrupted'>;

/** What the reports say of a run beside its scenarios. Addresses and capabilities, and never a key. */
export function factsBefore(
  run: Pick<RunFacts, 'tool' | 'commandLine'> & { readonly target: TargetFile },
  resolved: ResolvedTarget,
  { notRun }: ScenarioPlan,
  sections: Readonly<Record<string, string>>,
): FactsBefore {
  const { name, dialect, url, description, capabilities, acceptedQuirks, timings } = resolved;
  const { configLifetimeSeconds, maxReaderBufferBytes: _, ...times } = timings;
  const processors = cpus();
  return {
    tool: run.tool,
    startedAt: new Date().toISOString(),
    commandLine: run.commandLine,
    target: {
      name,
      dialect,
      ...(url !== undefined && { serverUrl: url }),
      ...(description !== undefined && { description }),
      capabilities,
      timings: { ...times, configLifetimeMs: configLifetimeSeconds * 1_000 },
      acceptedQuirks,
    },
    knownFailures: run.target.knownFailures,
    notRun,
    sections,
    quirks: factsOf(SERVER_QUIRKS),
    environment: {
      node: process.version,
      platform: `${platform()} ${release()}`,
      processors: `${processors.length} × ${processors[0]?.model ?? 'unknown'}`,
      memoryMegabytes: Math.round(totalmem() / 1_000_000),
    },
  };
}
