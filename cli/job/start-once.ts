import { jobMadeBy, type NewJob, startJob } from '../../protocol/client/api.ts';
import { RequestRefused } from '../../protocol/client/errors.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { isTransient, waitBeforeMs } from '../../protocol/client/transient.ts';
import { pause } from '../../protocol/time/pause.ts';
import { EndUnknown } from '../program/errors.ts';

const ATTEMPTS = 5;

/**
 * Starts a job, once: where what stands before the server answers in its place (502, 503, 504), the server is asked whether
 * it has the job before it is asked to start it again.
 * @param remark told what people should know meanwhile, a sentence
 * @throws RequestRefused, ServerUnreachable; EndUnknown where it cannot be told whether the job was started
 */
export async function startOnce(
  client: RestClient,
  asked: NewJob,
  remark: (line: string) => void,
): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const askedAtMs = client.clock.now();
    try {
      return await startJob(client, asked);
    } catch (error) {
      if (!(error instanceof RequestRefused) || !isTransient(error.status) || attempt === ATTEMPTS)
        throw error;
      const made = await jobMadeBy(client, asked, askedAtMs).catch((cause: unknown) => {
        client.signal?.throwIfAborted();
        throw new EndUnknown(
          `Whether the server has started the job is not known (${(cause as Error).message}); push-harness job list shows it.`,
          { cause },
        );
      });
      if (made !== undefined) {
        remark(`The answer to the new job was ${error.status}, and the server has started it all the same.`);
        return made;
      }
      const waitMs = waitBeforeMs(error.retryAfter, { attempt, nowMs: client.clock.now() });
      remark(
        `The answer to the new job was ${error.status}, and the server has no such job; asking again in ${waitMs / 1_000} s.`,
      );
      await pause(client.clock, waitMs, client.signal);
      client.signal?.throwIfAborted();
    }
  }
}
