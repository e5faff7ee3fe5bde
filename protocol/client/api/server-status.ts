import type { RestClient } from '../rest-client.ts';
import { Answer, ask } from './answer.ts';

/** What the server says of itself, unasked for a name. Source: protocol §2. */
export interface ServerStatus {
  readonly status: string;
  readonly incarnationId: string;
  readonly heartbeatingNodes: number;
  /** Jobs in memory. */
  readonly jobIds: readonly string[];
}

/** `GET /pushy/_status`, which is not signed. @throws RequestRefused, ServerUnreachable */
export async function serverStatus(client: RestClient): Promise<ServerStatus> {
  const answer = Answer.of(await ask(client, 'GET', '/pushy/_status', { signed: false }));
  return {
    status: answer.field('status').text,
    incarnationId: answer.field('incarnation_id').text,
    heartbeatingNodes: answer.field('node_fsm_count').number,
    jobIds: answer.field('job_processes').texts,
  };
}
