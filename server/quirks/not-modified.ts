import type { FastifyInstance } from 'fastify';

/** Quirk `not-modified`: what is asked for unless there is any has not been modified. Source: protocol §10. */
export function answerNotModified(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const isAsked = request.method === 'GET' && request.headers['if-none-match']?.trim() === '*';
    if (!isAsked || reply.statusCode !== 200) return done(null, payload);
    reply.code(304).removeHeader('content-type').removeHeader('content-length');
    return done(null, '');
  });
}
