import type { Attack, Storm, Trial } from './attack.ts';
import { crowd } from './raw/crowd.ts';
import { withAttackProcesses } from './run-storm.ts';

/** They take no measurements that would disturb each other. */
const TRIALS_AT_ONCE = 2;

/** Runs attacks in the smallest size, all storms over one server: only whether they run is asked, and whether it lives. */
export async function smoke(
  attacks: readonly Attack[],
  words: readonly string[],
  tell: (line: string) => void,
): Promise<void> {
  const storms = attacks.filter((attack): attack is Storm => attack.kind === 'storm');
  if (storms.length > 0)
    await withAttackProcesses(words, async ({ serve, innocents, attacker }) => {
      for (const { name } of storms) {
        const startMs = performance.now();
        await attacker.ask('run', name, serve.target, 'smoke');
        tell(`${name} ${((performance.now() - startMs) / 1_000).toFixed(1)} s`);
        serve.assertAlive();
      }
      await innocents.ask('leave');
      const { how, errors } = await serve.stop();
      if (how !== 0 || errors.length > 0)
        throw new Error(
          `the server ended with ${how} after the attacks; it logged ${errors.length} errors\n${errors.join('\n')}`,
        );
    });
  const trials = attacks.filter((attack): attack is Trial => attack.kind === 'trial');
  await crowd(trials.length, TRIALS_AT_ONCE, async (index) => {
    const startMs = performance.now();
    await trials[index]?.run('smoke', tell);
    tell(`${trials[index]?.name} ${((performance.now() - startMs) / 1_000).toFixed(1)} s`);
  });
}
