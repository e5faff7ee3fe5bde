import type { FastifyRequest } from 'fastify';
import type { Access, ManagedAccess } from '../access/access.ts';
import type { KeyedPrincipal } from '../access/principal.ts';
import { type HttpRefusal, refusal } from './errors.ts';
import { orgOf, param } from './params.ts';

/** Whether somebody who is known to have signed the request may make it: why not, or `undefined`. */
export type MayAsk<A extends Access = Access> = (
  access: A,
  asker: KeyedPrincipal,
  request: FastifyRequest,
) => Promise<HttpRefusal | undefined>;

const unless = (permitted: boolean, { name }: KeyedPrincipal): HttpRefusal | undefined =>
  permitted ? undefined : refusal('not_permitted', name);

export const mayRead: MayAsk = async (access, asker, request) =>
  unless(await access.mayRead(orgOf(request), asker), asker);

export const mayStartJobs: MayAsk = async (access, asker, request) =>
  unless(await access.mayWrite(orgOf(request), asker), asker);

/** Whoever administers the organisation of the path. */
export const mayAdminister: MayAsk = async (access, asker, request) =>
  unless(await access.isAdmin(orgOf(request), asker), asker);

/** Whoever administers any organisation: for what belongs to none. */
export const mayAdministerSome: MayAsk<ManagedAccess> = async (access, asker) =>
  unless(asker.superuser || (await administered(access, asker.name)).length > 0, asker);

/** A user may be deleted by whoever administers every organisation that he belongs to. */
export const mayDeleteUser: MayAsk<ManagedAccess> = async (access, asker, request) => {
  if (asker.superuser) return undefined;
  const mine = await administered(access, asker.name);
  const his = await organisationsOf(access, param(request, 'user'));
  return unless(mine.length > 0 && his.every((org) => mine.includes(org)), asker);
};

export const isSuperuser: MayAsk = async (_access, asker) => unless(asker.superuser, asker);

/** A client gets its own configuration alone; a user that of every node, if he may read. Source: protocol §1. */
export const mayFetchConfig: MayAsk = async (access, asker, request) => {
  if (asker.kind === 'user') return await mayRead(access, asker, request);
  return asker.name === param(request, 'node') ? undefined : refusal('name_mismatch');
};

/** Names of the organisations that a user administers. */
async function administered(access: ManagedAccess, user: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const { name } of await access.organisations.list()) {
    const candidates = await access.candidates(name, user);
    const asUser = candidates.find(({ kind }) => kind === 'user');
    if (asUser && (await access.isAdmin(name, asUser))) names.push(name);
  }
  return names;
}

/** Names of the organisations that a user belongs to. */
async function organisationsOf(access: ManagedAccess, user: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const { name } of await access.organisations.list()) {
    const candidates = await access.candidates(name, user);
    if (candidates.some(({ kind, associated }) => kind === 'user' && associated)) names.push(name);
  }
  return names;
}
