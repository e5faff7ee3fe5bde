/** An event of an organisation's feed. */
export interface OrganisationEvent {
  readonly name: string;
  readonly id: string;
  /** The wire's text, which is ordered by `<`. */
  readonly timestamp: string;
  readonly job: string;
}

/**
 * What is wrong with an organisation's feed, event by event: each job starts once and ends once, in this order; times
 * rise and ids differ. Source: protocol §7.
 */
export class OrganisationOrder {
  readonly #started = new Set<string>();
  readonly #ended = new Set<string>();
  readonly #ids = new Set<string>();
  readonly #faults: string[] = [];
  #timestamp = '';
  #events = 0;

  note({ name, id, timestamp, job }: OrganisationEvent): void {
    this.#events += 1;
    const fault = (text: string) => this.#faults.push(`the organisation's ${name} of job ${job} ${text}`);
    if (!(this.#timestamp < timestamp)) fault('is not later than the event before');
    this.#timestamp = timestamp;
    if (this.#ids.has(id)) fault(`has the id ${id}, which came before`);
    this.#ids.add(id);
    if (name === 'start') {
      if (this.#started.has(job)) fault('comes a second time');
      this.#started.add(job);
    } else if (name === 'job_complete') {
      if (!this.#started.has(job)) fault('comes before its start');
      if (this.#ended.has(job)) fault('comes a second time');
      this.#ended.add(job);
    } else {
      fault('is of no known kind');
    }
  }

  get events(): number {
    return this.#events;
  }

  /** @param ended jobs whose end was seen elsewhere: each must be in this feed from its start to its end */
  faults(ended: readonly string[]): readonly string[] {
    const missing = (seen: ReadonlySet<string>, what: string) =>
      ended
        .filter((job) => !seen.has(job))
        .map((job) => `the organisation's feed lacks the ${what} of job ${job}`);
    return [...this.#faults, ...missing(this.#started, 'start'), ...missing(this.#ended, 'end')];
  }
}
