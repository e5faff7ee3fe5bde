import type { Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../protocol/time/clock.ts';
import type { Membership, Memberships } from '../access/permissions.ts';
import type { Principal } from '../access/principal.ts';
import { refusal } from '../http/errors.ts';
import type { StoredGroupMembers } from '../store/store.ts';

/** How long a question that has no end is held, where whoever asks does not leave before. */
const HELD_MS = 60_000;

/** The question whether somebody is in a group leads back to itself. */
class EndlessQuestion extends Error {
  override readonly name = 'EndlessQuestion';
}

/** Whether a principal is in a group, where `ask` gives the direct members of one. */
export type FindMember = (
  group: string,
  principal: Principal,
  ask: (group: string) => Promise<StoredGroupMembers | undefined>,
) => Promise<Membership>;

/**
 * Quirk `groups-in-a-circle`: groups are gone through one by one, as deep as they go, and groups that hold each other
 * have no end. Source: protocol §10.
 */
export const findMemberDeeply: FindMember = (group, { kind, name }, ask) => {
  const isIn = async (each: string, path: readonly string[]): Promise<Membership> => {
    if (path.includes(each)) throw new EndlessQuestion([...path, each].join(' holds '));
    const members = await ask(each);
    if (members === undefined) return 'no_such_group';
    if (members[kind === 'user' ? 'users' : 'clients'].includes(name)) return 'member';
    for (const inner of members.groups) {
      if ((await isIn(inner, [...path, each])) === 'member') return 'member';
    }
    return 'not_a_member';
  };
  return isIn(group, []);
};

/** Who is in which group, found so in groups that somebody keeps. */
export function membershipsIn(
  groupOf: (org: string, name: string) => Promise<StoredGroupMembers | undefined>,
  find: FindMember,
): Memberships {
  return {
    membership: (org, group, principal) => find(group, principal, (name) => groupOf(org, name)),
  };
}

/** Leaves whoever asks such a question without an answer, until he leaves or it has been held for long. */
export async function holdEndless<T>(
  permitted: Promise<T>,
  { raw }: FastifyRequest,
  clock: Clock,
): Promise<T> {
  try {
    return await permitted;
  } catch (error) {
    if (!(error instanceof EndlessQuestion)) throw error;
    if (!raw.socket.destroyed) await leftOrLong(raw.socket, clock);
    throw refusal('internal_error');
  }
}

function leftOrLong(socket: Socket, clock: Clock): Promise<void> {
  return new Promise((done) => {
    const leave = (): void => {
      timer.cancel();
      socket.off('close', leave);
      done();
    };
    const timer = clock.after(HELD_MS, leave);
    socket.once('close', leave);
  });
}
