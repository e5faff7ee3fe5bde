import { type FastifyInstance, fastify } from 'fastify';
import { answer } from '../process/child-answer.ts';

/** What a bare server answers, whoever asks. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly status: number;
  readonly body: string;
}

/** The floor of the API: fastify with the same answers, which verifies nothing and looks nothing up. */
const app: FastifyInstance = fastify({ forceCloseConnections: true });

const commands = {
  /** Gives its URL. */
  start(routes: readonly Route[]): Promise<string> {
    for (const { method, path, status, body } of routes) {
      app.route({
        method,
        url: path,
        handler: (_request, reply) => reply.code(status).type('application/json').send(body),
      });
    }
    return app.listen({ host: '127.0.0.1', port: 0 });
  },
};

export type BareFastifyCommands = typeof commands;

answer(commands);
