import { type NewJob, type NodeStateAnswer, nodeStates, startJob } from '../protocol/client/api.ts';
import { readOrganisationFeed } from '../protocol/client/feed-reader.ts';
import { RestClient } from '../protocol/client/rest-client.ts';
import type { RestClientOptions } from '../protocol/client/rest-client-options.ts';
import type { Patience } from './gave-up.ts';
import { namedEvents, type OrganisationFeedEvent } from './job-events.ts';
import { type EndedJob, StartedJob } from './started-job.ts';

/** Jobs and nodes of one organisation, asked about in the name of one principal. */
export class JobsClient implements AsyncDisposable {
  /** For what this class has no method for. */
  readonly rest: RestClient;

  /** @param options of any Push Jobs server, or a client that exists already */
  constructor(options: RestClientOptions | RestClient) {
    this.rest = options instanceof RestClient ? options : new RestClient(options);
  }

  /** Starts a job. @throws RequestRefused, ServerUnreachable */
  async start(job: NewJob): Promise<StartedJob> {
    return this.started(await startJob(this.rest, job));
  }

  /** Starts a job and waits until it is over. @throws GaveUp, RequestRefused, ServerUnreachable */
  async run(job: NewJob, patience?: Patience): Promise<EndedJob> {
    return (await this.start(job)).end(patience);
  }

  /** A job that somebody else has started. */
  started(id: string): StartedJob {
    return new StartedJob(this.rest, id);
  }

  /** The nodes that the server lists, in the words of its dialect. @throws RequestRefused, ServerUnreachable */
  nodes(): Promise<readonly NodeStateAnswer[]> {
    return nodeStates(this.rest);
  }

  /**
   * Starts and ends of all jobs of the organisation, from now until the loop is left or the signal aborts.
   * @throws RequestRefused, ServerUnreachable
   */
  events(signal?: AbortSignal): AsyncGenerator<OrganisationFeedEvent, void, undefined> {
    return namedEvents(readOrganisationFeed(this.rest, { ...(signal && { signal }) }));
  }

  /** Ends its connections, and requests under way with them. The jobs go on. */
  close(): Promise<void> {
    return this.rest.close();
  }

  /** What `await using` does at its end: `close()`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
