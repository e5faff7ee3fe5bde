import { untilAborted } from '../bench/interruption.ts';
import type { Size } from '../bench/run/benchmark.ts';
import type { Attack } from './attack.ts';
import type { Result } from './figures.ts';
import { renderResult } from './report.ts';
import { runStorm } from './run-storm.ts';
import { stormVerdict, trialVerdict } from './verdict.ts';

export interface RunAttacks {
  readonly attacks: readonly Attack[];
  readonly size: Exclude<Size, 'smoke'>;
  readonly dialect: string;
  /** Ends the run with what there is so far. */
  readonly signal: AbortSignal;
  readonly tell: (line: string) => void;
  /** Told after each attack, so that a run that is cut off leaves what it had. */
  readonly onProgress: (sofar: readonly Result[]) => void;
}

/** Runs one attack after the other, each against a server of its own. One that fails is told, and the others run on. */
export async function runAttacks(run: RunAttacks): Promise<readonly Result[]> {
  const { attacks, signal, tell } = run;
  const results: Result[] = [];
  for (const [index, attack] of attacks.entries()) {
    tell(`[${index + 1}/${attacks.length}] ${attack.name}`);
    const { name, about } = attack;
    try {
      results.push({ name, about, ...(await untilAborted(judged(attack, run), signal)) });
    } catch (error) {
      if (signal.aborted) break;
      const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
      results.push({ name, about, verdict: [], failure });
    }
    const last = results.at(-1);
    if (last !== undefined) tell(renderResult(last));
    run.onProgress(results);
  }
  return results;
}

async function judged(
  attack: Attack,
  { size, dialect, tell }: RunAttacks,
): Promise<Pick<Result, 'storm' | 'trial' | 'verdict'>> {
  if (attack.kind === 'trial') {
    const trial = await attack.run(size, tell);
    return { trial, verdict: trialVerdict(trial) };
  }
  const storm = await runStorm(attack, size, ['--dialect', dialect]);
  return { storm, verdict: stormVerdict(storm) };
}
