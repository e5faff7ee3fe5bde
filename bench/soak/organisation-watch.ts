import { readOrganisationFeed } from '../../protocol/client/feed-reader.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { textOf } from './observed.ts';
import { OrganisationOrder } from './organisation-order.ts';

/** Reads the organisation's feed for as long as it is not stopped. */
export class OrganisationWatch {
  readonly order = new OrganisationOrder();
  readonly #giveUp = new AbortController();
  readonly #reading: Promise<void>;
  #failure: string | undefined;

  constructor(client: RestClient) {
    this.#reading = this.#read(client).catch((error: unknown) => {
      this.#failure = `the organisation's feed broke: ${String(error)}`;
    });
  }

  /** @param ended jobs whose end was seen elsewhere */
  faults(ended: readonly string[]): readonly string[] {
    return [...(this.#failure === undefined ? [] : [this.#failure]), ...this.order.faults(ended)];
  }

  async stop(): Promise<void> {
    this.#giveUp.abort();
    await this.#reading;
  }

  async #read(client: RestClient): Promise<void> {
    for await (const { event, id, data } of readOrganisationFeed(client, { signal: this.#giveUp.signal })) {
      this.order.note({ name: event, id, timestamp: textOf(data.timestamp), job: textOf(data.job) });
    }
  }
}
