import type { FastifyRequest, onRequestHookHandler } from 'fastify';
import type { Dialect } from '../dialects/dialect.ts';

/**
 * Reads a media type that the documentation's examples ask by as the one that is given: people copy examples. To come
 * before the guard. Whoever forbids the type (`q=0`) has not asked by it. Source: seeds, Endpoints and feeds; protocol §7.
 */
export function readExampleAs(given: string, { exampleTypes }: Dialect): onRequestHookHandler {
  return ({ headers }: FastifyRequest, _reply, done) => {
    const { accept } = headers;
    if (accept !== undefined && exampleTypes.some((type) => accept.includes(type)))
      headers.accept = accept
        .split(',')
        .map((range) => asGiven(range, given, exampleTypes))
        .join(',');
    done();
  };
}

function asGiven(range: string, given: string, exampleTypes: readonly string[]): string {
  const [type = '', ...parameters] = range.split(';');
  if (!exampleTypes.includes(type.trim()) || parameters.some((one) => /^\s*q=0(?:\.0*)?\s*$/.test(one)))
    return range;
  return [given, ...parameters].join(';');
}
