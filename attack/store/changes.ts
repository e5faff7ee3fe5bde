import {
  associatedUsers,
  associateUser,
  clientNamed,
  createClient,
  createGroup,
  createUser,
  dissociateUser,
  group,
  job,
  rotateClientKey,
  saveGroup,
  startJob,
  user,
} from '../../protocol/client/api.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import type { Random } from '../../simulator/node/random.ts';
import { crowd } from '../raw/crowd.ts';
import { Fact } from './fact.ts';

const THERE = 'there';
const NOT_THERE = 'not there';
/** Of the requests, where the part of each kind ends; the others change what is there. */
const JOBS_STARTED = 0.35;
const JOBS_SEEN = 0.5;
const PRINCIPALS_MADE = 0.65;
/** Clients whose keys change, groups, members: of each so many. */
const THINGS_EACH = 16;
/** Of all that is looked at after a kill, so much at once. */
const LOOKED_AT_ONCE = 10;
/** Of the jobs, how many are for nodes; the others are over at once. */
const FOR_NODES = 0.6;
const LISTED_NODES = 2;
/** Statuses of a job that is not over. */
const IN_HAND = ['new', 'voting', 'running'];

export interface ChangesOptions {
  /** May administer the organisation, and somebody who may make users. */
  readonly admin: RestClient;
  readonly superuser: RestClient;
  /** Names of nodes that run commands. */
  readonly nodes: readonly string[];
  /** SPKI, PEM: what clients' keys are changed to. */
  readonly publicKeys: readonly string[];
  readonly random: Random;
}

/** Requests that change something, of every kind, and what is to be so afterwards. */
export class Changes {
  readonly #options: ChangesOptions;
  /** All that may be so, and of it what can be changed again and again. */
  readonly #facts: Fact[] = [];
  readonly #changeable: { readonly fact: Fact; readonly change: () => Promise<void> }[] = [];
  /** Jobs that were answered, and how each was seen to have ended. */
  readonly #jobs = new Map<string, string | undefined>();
  #number = 0;

  private constructor(options: ChangesOptions) {
    this.#options = options;
  }

  /** Makes what is changed later. */
  static async prepared(options: ChangesOptions): Promise<Changes> {
    const changes = new Changes(options);
    for (let number = 1; number <= THINGS_EACH; number++) {
      await changes.#addClient(`client-${number}`);
      await changes.#addGroup(`group-${number}`);
      await changes.#addMember(`member-${number}`);
    }
    return changes;
  }

  /** Jobs that were answered so far, and how many of them were seen to be over. */
  get figure(): string {
    const over = [...this.#jobs.values()].filter((end) => end !== undefined).length;
    return `${this.#jobs.size} jobs, ${over} seen ended, ${this.#facts.length} principals, groups and members`;
  }

  /** Asks for one change, whichever comes. @throws RequestRefused, ServerUnreachable */
  async one(): Promise<void> {
    const { random } = this.#options;
    const kind = random.next();
    if (kind < JOBS_STARTED) return await this.#startJob();
    if (kind < JOBS_SEEN) return await this.#seeJob();
    if (kind < PRINCIPALS_MADE) return await this.#makePrincipal();
    const thing = this.#changeable[Math.floor(random.between(0, this.#changeable.length))];
    if (thing !== undefined && !thing.fact.isBusy) await thing.change();
  }

  /** What was answered and is not so, and jobs whose end is another. */
  async faults(): Promise<readonly string[]> {
    const looks = [
      ...this.#facts.map((fact) => () => fact.fault()),
      ...[...this.#jobs.keys()].map((id) => () => this.#jobFault(id)),
    ];
    const faults: string[] = [];
    await crowd(looks.length, LOOKED_AT_ONCE, async (index) => {
      const fault = await looks[index]?.();
      if (fault !== undefined) faults.push(fault);
    });
    return faults;
  }

  async #startJob(): Promise<void> {
    const { admin, nodes, random } = this.#options;
    const runs = random.chance(FOR_NODES);
    const id = await startJob(admin, {
      command: 'true',
      nodes: runs ? pickSome(nodes, LISTED_NODES, random) : ['nobody'],
      captureOutput: runs,
    });
    this.#jobs.set(id, undefined);
  }

  async #seeJob(): Promise<void> {
    const ids = [...this.#jobs.keys()];
    const id = ids[Math.floor(this.#options.random.between(0, ids.length))];
    if (id === undefined) return;
    const status = (await job(this.#options.admin, id))?.status;
    if (status !== undefined && !IN_HAND.includes(status)) this.#jobs.set(id, this.#jobs.get(id) ?? status);
  }

  async #jobFault(id: string): Promise<string | undefined> {
    const seen = (await job(this.#options.admin, id))?.status;
    if (seen === undefined) return `job ${id} was answered, and is gone`;
    const ended = this.#jobs.get(id);
    return ended === undefined || seen === ended ? undefined : `job ${id} was seen ${ended}, and is ${seen}`;
  }

  async #makePrincipal(): Promise<void> {
    const { superuser, admin, random } = this.#options;
    this.#number += 1;
    const name = `made-${this.#number}`;
    const isUser = random.chance(0.5);
    const fact = new Fact(name, NOT_THERE, async () =>
      (isUser ? await user(superuser, name) : await clientNamed(admin, name)) === undefined
        ? NOT_THERE
        : THERE,
    );
    this.#facts.push(fact);
    const publicKey = this.#publicKey();
    await fact.change(THERE, () =>
      isUser ? createUser(superuser, { name, publicKey }) : createClient(admin, { name, publicKey }),
    );
  }

  async #addClient(name: string): Promise<void> {
    const { admin } = this.#options;
    const first = this.#publicKey();
    await createClient(admin, { name, publicKey: first });
    const fact = new Fact(`the key of ${name}`, first, async () =>
      String((await clientNamed(admin, name))?.publicKey),
    );
    this.#add(fact, async () => {
      const publicKey = this.#publicKey();
      await fact.change(publicKey, () => rotateClientKey(admin, { name, publicKey }));
    });
  }

  async #addGroup(name: string): Promise<void> {
    const { admin, nodes, random } = this.#options;
    await createGroup(admin, name);
    const shown = (clients: readonly string[]) => [...clients].sort().join(',');
    const fact = new Fact(`group ${name}`, '', async () => shown((await group(admin, name))?.clients ?? []));
    this.#add(fact, async () => {
      const clients = pickSome(nodes, LISTED_NODES, random);
      await fact.change(shown(clients), () =>
        saveGroup(admin, name, { users: [], groups: [], clients: [...clients] }),
      );
    });
  }

  async #addMember(name: string): Promise<void> {
    const { admin, superuser } = this.#options;
    await createUser(superuser, { name, publicKey: this.#publicKey() });
    let isMember = false;
    const fact = new Fact(`membership of ${name}`, 'none', async () => {
      isMember = (await associatedUsers(admin)).includes(name);
      return isMember ? 'member' : 'none';
    });
    this.#add(fact, async () => {
      await fact.change(isMember ? 'none' : 'member', () =>
        isMember ? dissociateUser(admin, name) : associateUser(admin, name),
      );
      isMember = !isMember;
    });
  }

  #add(fact: Fact, change: () => Promise<void>): void {
    this.#facts.push(fact);
    this.#changeable.push({ fact, change });
  }

  #publicKey(): string {
    const { publicKeys, random } = this.#options;
    return publicKeys[Math.floor(random.between(0, publicKeys.length))] ?? '';
  }
}

/** Some of these, none twice. */
function pickSome(all: readonly string[], most: number, random: Random): readonly string[] {
  const start = Math.floor(random.between(0, all.length));
  return Array.from(
    { length: Math.min(most, all.length) },
    (_, index) => all[(start + index) % all.length] ?? '',
  );
}
