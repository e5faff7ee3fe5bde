import type { FastifyRequest } from 'fastify';
import type { Client } from '../../store/store.ts';
import { mayAdminister } from '../may-ask.ts';
import { orgOf } from '../params.ts';
import { sendJson, uriOf } from '../reply.ts';
import { CLIENT_SCHEMAS } from '../schemas/clients.ts';
import type { TypedRoutes } from '../schemas/schema-types.ts';
import { accessValue, found } from './access-value.ts';
import { nameIn, refuseBody, refuseRename } from './body.ts';
import type { ChefDeps, ChefGuard } from './deps.ts';
import { chefKey, keyRequest } from './key-request.ts';
import { uriMap } from './uri-map.ts';

/** `clients` of an organisation: whom nodes sign as. */
export function clientRoutes({ access }: ChefDeps, guard: ChefGuard): TypedRoutes {
  const uri = (request: FastifyRequest, name: string) =>
    uriOf(request, 'organizations', orgOf(request), 'clients', name);
  const reads = guard({ mayAsk: mayAdminister });
  const writes = {
    ...guard({ mayAsk: mayAdminister, takesJson: 'not_json' }),
    schemaErrorFormatter: refuseBody,
  };

  return async (app) => {
    app.get('/clients', { ...reads, schema: CLIENT_SCHEMAS.list }, async (request, reply) => {
      const names = await access.clients.list(orgOf(request));
      return sendJson(
        reply,
        200,
        uriMap(names, (name) => uri(request, name)),
      );
    });

    app.post('/clients', { ...writes, schema: CLIENT_SCHEMAS.create }, async (request, reply) => {
      const { body } = request;
      const { publicKey } = keyRequest(body);
      const name = nameIn(body, 'name', 'clientname');
      const created = accessValue(
        'Client',
        await access.clients.create(orgOf(request), {
          name,
          validator: body.validator === true,
          ...(publicKey !== undefined && { publicKey }),
        }),
      );
      const itsUri = uri(request, name);
      return sendJson(reply.header('location', itsUri), 201, {
        uri: itsUri,
        ...keysBody(itsUri, created.client, created.privateKey),
      });
    });

    app.get('/clients/:client', { ...reads, schema: CLIENT_SCHEMAS.show }, async (request, reply) => {
      const { client: name } = request.params;
      const client = found('Client', name, await access.clients.get(orgOf(request), name));
      return sendJson(reply, 200, clientBody(client));
    });

    app.put('/clients/:client', { ...writes, schema: CLIENT_SCHEMAS.change }, async (request, reply) => {
      const { params, body } = request;
      const { org, client: name } = params;
      refuseRename(body.name ?? body.clientname, name);
      const { publicKey, wantsNew } = keyRequest(body);
      if (publicKey === undefined && !wantsNew) {
        const client = found('Client', name, await access.clients.get(org, name));
        return sendJson(reply, 200, clientBody(client));
      }
      const { client, privateKey } = accessValue(
        'Client',
        await access.clients.rotateKey(org, name, publicKey),
      );
      return sendJson(reply, 200, {
        ...clientBody(client),
        ...keysBody(uri(request, name), client, privateKey),
      });
    });

    app.delete('/clients/:client', { ...reads, schema: CLIENT_SCHEMAS.delete }, async (request, reply) => {
      const { name } = accessValue(
        'Client',
        await access.clients.delete(request.params.org, request.params.client),
      );
      return sendJson(reply, 200, { name });
    });
  };
}

function clientBody({ name, org, validator, publicKey }: Client) {
  return {
    name,
    clientname: name,
    orgname: org,
    validator,
    json_class: 'Chef::ApiClient',
    chef_type: 'client',
    public_key: publicKey,
  };
}

function keysBody(uri: string, { publicKey }: Client, privateKey: string | undefined) {
  return {
    chef_key: chefKey(uri, publicKey, privateKey),
    ...(privateKey !== undefined && { private_key: privateKey }),
  };
}
