import type { Body } from '../dialects/dialect.ts';

/** In place of a media type: the answer has none. Without this fastify would put in its own. */
export const UNDECLARED = 'application/x-undeclared';

/** How an error is written. */
export interface ErrorBody {
  readonly contentType: string;
  readonly payload: Buffer;
}

/** What is refused, and to whom. */
export interface ErrorFacts {
  readonly status: number;
  /** The object that says it. */
  readonly body: Body;
  /** Says what of the server has refused: a resource of it, or the whole of an organisation. */
  readonly code: string;
  readonly method: string;
}

/** Writes errors, all in one way. */
export type ErrorWriter = (facts: ErrorFacts) => ErrorBody;

/** As JSON, declared as such. Source: protocol §1. */
export const jsonErrors: ErrorWriter = ({ body }) => ({
  contentType: 'application/json',
  payload: Buffer.from(JSON.stringify(body)),
});
