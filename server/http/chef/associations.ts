import { mayAdminister } from '../may-ask.ts';
import { orgOf } from '../params.ts';
import { sendJson, uriOf } from '../reply.ts';
import type { TypedRoutes } from '../schemas/schema-types.ts';
import { ASSOCIATION_SCHEMAS } from '../schemas/users.ts';
import { accessValue } from './access-value.ts';
import { nameIn, refuseBody } from './body.ts';
import type { ChefDeps, ChefGuard } from './deps.ts';

/** `users` of an organisation: which of the server's users belong to it. */
export function associationRoutes({ access }: ChefDeps, guard: ChefGuard): TypedRoutes {
  const reads = guard({ mayAsk: mayAdminister });

  return async (app) => {
    app.get('/users', { ...reads, schema: ASSOCIATION_SCHEMAS.list }, async (request, reply) => {
      const names = await access.users.listAssociated(orgOf(request));
      return sendJson(
        reply,
        200,
        names.map((username) => ({ user: { username } })),
      );
    });

    app.post(
      '/users',
      {
        ...guard({ mayAsk: mayAdminister, takesJson: 'not_json' }),
        schema: ASSOCIATION_SCHEMAS.create,
        schemaErrorFormatter: refuseBody,
      },
      async (request, reply) => {
        const org = orgOf(request);
        const name = nameIn(request.body, 'username', 'name');
        accessValue('Association', await access.users.associate(org, name));
        const uri = uriOf(request, 'organizations', org, 'users', name);
        return sendJson(reply.header('location', uri), 201, { uri });
      },
    );

    app.delete('/users/:user', { ...reads, schema: ASSOCIATION_SCHEMAS.delete }, async (request, reply) => {
      const { org, user: name } = request.params;
      accessValue('Association', await access.users.dissociate(org, name));
      return sendJson(reply, 200, { name });
    });
  };
}
