import type { FastifyRequest } from 'fastify';

/** A part of the path, percent-decoded; the route is known to have it. */
export function param(request: FastifyRequest, name: string): string {
  const value = (request.params as Readonly<Record<string, string | undefined>>)[name];
  if (value === undefined) throw new Error(`the path ${request.routeOptions.url} has no part ${name}`);
  return value;
}

/** The organisation's name in the path. */
export function orgOf(request: FastifyRequest): string {
  return param(request, 'org');
}

/** A key of the query, `undefined` where it is missing or stands twice. */
export function queryValue(request: FastifyRequest, name: string): string | undefined {
  const value = (request.query as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : undefined;
}

/** Whether the query has the key at all, with a value or without, once or more often. */
export function hasQueryValue(request: FastifyRequest, name: string): boolean {
  return (request.query as Readonly<Record<string, unknown>>)[name] !== undefined;
}
