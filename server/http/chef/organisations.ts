import type { FastifyRequest } from 'fastify';
import type { Organisation } from '../../store/store.ts';
import { organisationOf, verified } from '../guard.ts';
import { isSuperuser, mayAdminister, mayAdministerSome } from '../may-ask.ts';
import { orgOf } from '../params.ts';
import { sendJson, uriOf } from '../reply.ts';
import { ORGANISATION_SCHEMAS } from '../schemas/organisations.ts';
import type { TypedRoutes } from '../schemas/schema-types.ts';
import { accessValue } from './access-value.ts';
import { refuseBody } from './body.ts';
import type { ChefDeps, ChefGuard } from './deps.ts';
import { uriMap } from './uri-map.ts';

/** `/organizations`. */
export function organisationRoutes({ access }: ChefDeps, guard: ChefGuard): TypedRoutes {
  const uri = (request: FastifyRequest, name: string) => uriOf(request, 'organizations', name);

  return async (app) => {
    app.get(
      '/organizations',
      { ...guard({ mayAsk: mayAdministerSome }), schema: ORGANISATION_SCHEMAS.list },
      async (request, reply) => {
        const names = (await access.organisations.list()).map(({ name }) => name);
        return sendJson(
          reply,
          200,
          uriMap(names, (name) => uri(request, name)),
        );
      },
    );

    app.post(
      '/organizations',
      {
        ...guard({ mayAsk: mayAdministerSome, takesJson: 'not_json' }),
        schema: ORGANISATION_SCHEMAS.create,
        schemaErrorFormatter: refuseBody,
      },
      async (request, reply) => {
        const { asker } = verified(request);
        const { name: given, full_name: fullName } = request.body;
        const { name } = accessValue(
          'Organization',
          await access.organisations.create({
            name: given,
            ...(fullName !== undefined && { fullName }),
            // the superuser belongs to no organisation; anybody else would lose sight of the one he made
            ...(!asker.superuser && { admin: asker.name }),
          }),
        );
        const clientname = `${name}-validator`;
        const validator = accessValue(
          'Client',
          await access.clients.create(name, { name: clientname, validator: true }),
        );
        const itsUri = uri(request, name);
        return sendJson(reply.header('location', itsUri), 201, {
          uri: itsUri,
          clientname,
          private_key: validator.privateKey,
        });
      },
    );

    app.get(
      '/organizations/:org',
      { ...guard({ mayAsk: mayAdminister }), schema: ORGANISATION_SCHEMAS.show },
      (request, reply) => sendJson(reply, 200, organisationBody(organisationOf(request))),
    );

    app.delete(
      '/organizations/:org',
      { ...guard({ mayAsk: isSuperuser }), schema: ORGANISATION_SCHEMAS.delete },
      async (request, reply) => {
        const { name } = accessValue('Organization', await access.organisations.delete(orgOf(request)));
        return sendJson(reply, 200, { name });
      },
    );
  };
}

function organisationBody({ name, fullName, id }: Organisation) {
  return { name, full_name: fullName, guid: id };
}
