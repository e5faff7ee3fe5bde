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
  return {
    ...factsOfRun({ tool: run.tool, commandWords: run.commandLine }, SERVER_QUIRKS, sections),
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
  };
}

/** What they say of a run whatever is judged: who judges, when, by which words and on which machine. */
export function factsOfRun(
  { tool, commandWords }: { readonly tool: RunFacts['tool']; readonly commandWords: readonly string[] },
  quirks: Parameters<typeof factsOf>[0],
  sections: Readonly<Record<string, string>>,
) {
  const processors = cpus();
  return {
    tool,
    startedAt: new Date().toISOString(),
    commandLine: commandWords,
    sections,
    quirks: factsOf(quirks),
    environment: {
      node: process.version,
      platform: `${platform()} ${release()}`,
      processors: `${processors.length} × ${processors[0]?.model ?? 'unknown'}`,
      memoryMegabytes: Math.round(totalmem() / 1_000_000),
    },
  } satisfies Partial<RunFacts>;
}
