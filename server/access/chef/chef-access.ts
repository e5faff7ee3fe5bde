import type { Logger } from 'pino';
import type { Clock } from '../../../protocol/time/clock.ts';
import { NO_QUIRKS, type ServerQuirks } from '../../quirks/choose-quirks.ts';
import { type FindMember, findMemberDeeply } from '../../quirks/groups-in-a-circle.ts';
import type { Organisation, Store } from '../../store/store.ts';
import type { Access } from '../access.ts';
import { AccessNews } from '../access-news.ts';
import { AccessUnavailable } from '../access-unavailable.ts';
import { Cache } from '../cache.ts';
import { checkName } from '../names.ts';
import { createPermissions, type Membership, type Memberships } from '../permissions.ts';
import type { KeyedPrincipal, Principal } from '../principal.ts';
import { ChefQuestions } from './chef-questions.ts';
import type { CheckedAddress } from './chef-server-address.ts';
import { isMember } from './membership.ts';

export interface ChefAccessOptions {
  readonly address: CheckedAddress;
  /** Jobs and nodes belong to organisations: those that were asked about are kept with their ids. */
  readonly store: Pick<Store, 'organisations'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Default: none. */
  readonly quirks?: ServerQuirks;
  /** How long an answer may take, waiting for a connection included. */
  readonly answerTimeoutMs?: number;
}

/** Access that a Chef server answers. */
export interface ChefAccess extends Access {
  close(): Promise<void>;
}

/**
 * Access that a Chef server answers, asked anew at each request, so that whoever loses a right there has lost it here at
 * once. Only the ids of organisations are remembered. Source: protocol §11.
 */
export function createChefAccess({
  address,
  store,
  quirks = NO_QUIRKS,
  ...around
}: ChefAccessOptions): ChefAccess {
  const questions = new ChefQuestions(address, around);
  const find = quirks.has('groups-in-a-circle') ? findMemberDeeply : isMember;
  const news = new AccessNews();
  const directory = new ChefDirectory(questions, store, around.clock, find, news);
  return {
    organisation: (name) => directory.organisation(name),
    candidates: (org, name) => directory.candidates(org, name),
    changes: 0,
    listen: (listener) => news.listen(listener),
    ...createPermissions(directory),
    close: () => questions.close(),
  };
}

/** How long all groups of one request may take. */
const MEMBERSHIP_TIMEOUT_MS = 30_000;

/** A group of such a name would lead to another path. */
const NO_PART_OF_A_PATH = /^\.{0,2}$/;

class ChefDirectory implements Memberships {
  readonly #questions: ChefQuestions;
  readonly #organisations: Cache<Organisation | undefined>;
  readonly #clock: Clock;
  readonly #find: FindMember;
  readonly #news: AccessNews;

  constructor(
    questions: ChefQuestions,
    store: Pick<Store, 'organisations'>,
    clock: Clock,
    find: FindMember,
    news: AccessNews,
  ) {
    this.#news = news;
    this.#questions = questions;
    this.#find = find;
    this.#clock = clock;
    this.#organisations = new Cache(
      async (name) => {
        const id = await questions.organisation(name);
        return id === undefined ? undefined : await this.#kept(store, { name, fullName: name, id });
      },
      (organisation) => organisation !== undefined,
    );
  }

  async organisation(name: string): Promise<Organisation | undefined> {
    // no Chef server has it, and it must not lead to another path there
    if (checkName('organisation', name) !== undefined) return undefined;
    return this.#organisations.get(name, name);
  }

  async candidates(org: string | undefined, name: string): Promise<readonly KeyedPrincipal[]> {
    if (org === undefined || (await this.organisation(org)) === undefined) return [];
    if (checkName('user', name) !== undefined) return [];
    const principals = await this.#questions.principals(org, name);
    if (principals === 'no_such_organisation') {
      this.#organisations.forgetOrganisation(org);
      this.#news.organisationGone(org);
      return [];
    }
    this.#news.clientIs(org, name, principals.find(({ kind }) => kind === 'client')?.key);
    return principals;
  }

  membership(org: string, group: string, principal: Principal): Promise<Membership> {
    const endsAtMs = this.#clock.monotonic() + MEMBERSHIP_TIMEOUT_MS;
    return this.#find(group, principal, async (name) => {
      if (this.#clock.monotonic() > endsAtMs) {
        throw new AccessUnavailable(
          'group',
          'timeout',
          `the groups in ${group} take too long to be asked for`,
        );
      }
      return NO_PART_OF_A_PATH.test(name) ? undefined : await this.#questions.group(org, name);
    });
  }

  /** An organisation that was deleted and made again at the Chef server has another id: jobs and nodes of the old one are not its. */
  async #kept(store: Pick<Store, 'organisations'>, organisation: Organisation): Promise<Organisation> {
    const { name, id } = organisation;
    const known = await store.organisations.get(name);
    if (known?.id === id) return known;
    if (known !== undefined) {
      await store.organisations.delete(name);
      this.#news.organisationGone(name);
    }
    if (await store.organisations.insert(organisation)) return organisation;
    throw new AccessUnavailable(
      'organisation',
      'bad_answer',
      `organization ${name} has the guid of another: ${id}`,
    );
  }
}
