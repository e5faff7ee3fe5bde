import type { FastifyRequest } from 'fastify';
import type { JobPage } from '../job/job-record.ts';
import { refusal } from './errors.ts';
import { queryValue } from './params.ts';

/** The largest page, and the one of whoever names an order or a job alone. */
export const MOST_IN_PAGE = 1_000;

/**
 * The page of the list of jobs that is asked for: `limit`, `after` (an id) and `order=newest`. Undefined where none of them
 * is given: the whole list. An extension of ours. Throws a refusal.
 */
export function jobPageIn(request: FastifyRequest): JobPage | undefined {
  const [limit, after, order] = ['limit', 'after', 'order'].map((name) => queryValue(request, name));
  if (limit === undefined && after === undefined && order === undefined) return undefined;
  if (limit !== undefined && !/^[1-9]\d{0,3}$/.test(limit)) throw refusal('bad_limit', MOST_IN_PAGE);
  if (order !== undefined && order !== 'oldest' && order !== 'newest') throw refusal('bad_order');
  return {
    limit: Math.min(Number(limit ?? MOST_IN_PAGE), MOST_IN_PAGE),
    newestFirst: order === 'newest',
    ...(after !== undefined && { after }),
  };
}

/**
 * The `Link` header of a page (RFC 8288): the first page, by which a client knows that it was given one, and the next where
 * more follow. @param last id of the last job on the page, where more follow
 */
export function pageLinks(list: string, { limit, newestFirst }: JobPage, last: string | undefined): string {
  const query = new URLSearchParams({ limit: String(limit), ...(newestFirst && { order: 'newest' }) });
  const first = `<${list}?${query}>; rel="first"`;
  if (last === undefined) return first;
  query.set('after', last);
  return `${first}, <${list}?${query}>; rel="next"`;
}
