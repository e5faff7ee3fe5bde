import type { FastifyRequest } from 'fastify';
import type { User } from '../../store/store.ts';
import { mayAdministerSome, mayDeleteUser } from '../may-ask.ts';
import { sendJson, uriOf } from '../reply.ts';
import type { Allowed, TypedRoutes } from '../schemas/schema-types.ts';
import { USER_SCHEMAS } from '../schemas/users.ts';
import { accessValue, found } from './access-value.ts';
import { nameIn, refuseBody } from './body.ts';
import type { ChefDeps, ChefGuard } from './deps.ts';
import { chefKey, keyRequest } from './key-request.ts';
import { uriMap } from './uri-map.ts';

type UserRequest = Allowed<typeof USER_SCHEMAS.create.body>;

/** `/users`, known to the whole server. */
export function userRoutes({ access }: ChefDeps, guard: ChefGuard): TypedRoutes {
  const uri = (request: FastifyRequest, name: string) => uriOf(request, 'users', name);
  const reads = guard({ mayAsk: mayAdministerSome });

  return async (app) => {
    app.get('/users', { ...reads, schema: USER_SCHEMAS.list }, async (request, reply) => {
      const names = await access.users.list();
      return sendJson(
        reply,
        200,
        uriMap(names, (name) => uri(request, name)),
      );
    });

    app.post(
      '/users',
      {
        ...guard({ mayAsk: mayAdministerSome, takesJson: 'not_json' }),
        schema: USER_SCHEMAS.create,
        schemaErrorFormatter: refuseBody,
      },
      async (request, reply) => {
        const { body } = request;
        const { publicKey } = keyRequest(body);
        const name = nameIn(body, 'username', 'name');
        const { user, privateKey } = accessValue(
          'User',
          await access.users.create({
            name,
            ...profileOf(body),
            ...(publicKey !== undefined && { publicKey }),
          }),
        );
        const itsUri = uri(request, name);
        return sendJson(reply.header('location', itsUri), 201, {
          uri: itsUri,
          chef_key: chefKey(itsUri, user.publicKey, privateKey),
          ...(privateKey !== undefined && { private_key: privateKey }),
        });
      },
    );

    app.get('/users/:user', { ...reads, schema: USER_SCHEMAS.show }, async (request, reply) => {
      const { user: name } = request.params;
      return sendJson(reply, 200, userBody(found('User', name, await access.users.get(name))));
    });

    const deletes = { ...guard({ mayAsk: mayDeleteUser }), schema: USER_SCHEMAS.delete };
    app.delete('/users/:user', deletes, async (request, reply) => {
      const { name } = accessValue('User', await access.users.delete(request.params.user));
      return sendJson(reply, 200, { name });
    });
  };
}

function profileOf({ display_name, first_name, middle_name, last_name, email }: UserRequest) {
  return {
    ...(display_name !== undefined && { displayName: display_name }),
    ...(first_name !== undefined && { firstName: first_name }),
    ...(middle_name !== undefined && { middleName: middle_name }),
    ...(last_name !== undefined && { lastName: last_name }),
    ...(email !== undefined && { email }),
  };
}

function userBody({ name, displayName, firstName, middleName, lastName, email, publicKey }: User) {
  return {
    username: name,
    name,
    display_name: displayName,
    first_name: firstName,
    middle_name: middleName,
    last_name: lastName,
    email,
    public_key: publicKey,
  };
}
