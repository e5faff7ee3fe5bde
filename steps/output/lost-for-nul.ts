import { output } from '../../protocol/client/api.ts';
import { isMissingForNul } from '../quirks/of-jobs.ts';
import type { JobWatch } from '../world/job-watch.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import type { OutputStream } from './run-with-output.ts';

/** What was not stored for a NUL that it holds, by job and node: neither channel of it is looked for again. */
const lost = new WeakMap<JobWatch, Set<string>>();

/**
 * Whether a channel that is not there was lost for a NUL in it, which is noted then, or in the other.
 * @param wanted what the channel has to have
 */
export async function isLostForNul(
  world: ScenarioWorld,
  job: JobWatch,
  label: string,
  channel: OutputStream,
  wanted: string,
): Promise<boolean> {
  if (lost.get(job)?.has(label)) return true;
  const name = world.nodes.nameOf(label);
  const other = await output(world.admin, job.id, name, channel === 'stdout' ? 'stderr' : 'stdout');
  if (!isMissingForNul({ wanted, isMissing: other === undefined })) return false;
  lost.set(job, (lost.get(job) ?? new Set()).add(label));
  const path = `GET jobs/${job.id}/output/${name}`;
  const sent = JSON.stringify(wanted.slice(0, SHOWN_CHARACTERS));
  world.quirks.meet('nul-in-output', `${channel} sent: ${sent}\n${path}/stdout: 404\n${path}/stderr: 404`);
  return true;
}

const SHOWN_CHARACTERS = 200;
