import { parseHttpDate } from '../../time/dates.ts';
import { UnexpectedAnswer } from '../errors.ts';
import type { RestClient } from '../rest-client.ts';
import { ask } from './answer.ts';
import { type JobAnswer, job, jobsIn, type NewJob } from './jobs.ts';

/** `created_at` and `Date` are known to a second each. */
const UNSURE_MS = 2_000;

/** Jobs that are asked for one by one where the list has nothing but their ids. */
const MOST_LOOKED_AT = 100;

/**
 * The id of the job that a request has made whose answer was lost on the way: one with the same command on the same nodes,
 * not older than the request by the server's own clock. Undefined where there is none.
 * @param askedAtMs when the request was sent, by the client's clock
 * @throws UnexpectedAnswer where there are too many to tell, RequestRefused, ServerUnreachable
 */
export async function jobMadeBy(
  client: RestClient,
  asked: NewJob,
  askedAtMs: number,
): Promise<string | undefined> {
  const reply = await ask(client, 'GET', client.pushyPath('jobs'));
  const aheadMs = (parseHttpDate(String(reply.headers.date)) ?? client.clock.now()) - client.clock.now();
  const isYoung = ({ createdAtMs }: JobAnswer): boolean => createdAtMs >= askedAtMs + aheadMs - UNSURE_MS;
  const listed = jobsIn(reply).filter((each) => each.job === undefined || isYoung(each.job));
  if (listed.length > MOST_LOOKED_AT)
    throw new UnexpectedAnswer(reply.asked, 'list short enough to tell whether the job was made', reply.text);
  for (const { id } of listed) {
    const found = await job(client, id);
    if (found !== undefined && isYoung(found) && isSame(found, asked)) return id;
  }
  return undefined;
}

function isSame({ command, nodes }: JobAnswer, asked: NewJob): boolean {
  const names = Object.values(nodes).flat().toSorted();
  return command === asked.command && names.join('\n') === asked.nodes.toSorted().join('\n');
}
