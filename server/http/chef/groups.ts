import type { FastifyRequest } from 'fastify';
import type { Group } from '../../store/store.ts';
import { mayAdminister } from '../may-ask.ts';
import { orgOf } from '../params.ts';
import { sendJson, uriOf } from '../reply.ts';
import { GROUP_SCHEMAS } from '../schemas/groups.ts';
import type { TypedRoutes } from '../schemas/schema-types.ts';
import { accessValue, found } from './access-value.ts';
import { nameIn, refuseBody, refuseRename } from './body.ts';
import type { ChefDeps, ChefGuard } from './deps.ts';
import { uriMap } from './uri-map.ts';

/** `groups` of an organisation, each of users, clients and groups. */
export function groupRoutes({ access }: ChefDeps, guard: ChefGuard): TypedRoutes {
  const uri = (request: FastifyRequest, name: string) =>
    uriOf(request, 'organizations', orgOf(request), 'groups', name);
  const reads = guard({ mayAsk: mayAdminister });
  const writes = {
    ...guard({ mayAsk: mayAdminister, takesJson: 'not_json' }),
    schemaErrorFormatter: refuseBody,
  };

  return async (app) => {
    app.get('/groups', { ...reads, schema: GROUP_SCHEMAS.list }, async (request, reply) => {
      const names = await access.groups.list(orgOf(request));
      return sendJson(
        reply,
        200,
        uriMap(names, (name) => uri(request, name)),
      );
    });

    app.post('/groups', { ...writes, schema: GROUP_SCHEMAS.create }, async (request, reply) => {
      const name = nameIn(request.body, 'groupname', 'name', 'id');
      accessValue('Group', await access.groups.create(orgOf(request), name));
      const itsUri = uri(request, name);
      return sendJson(reply.header('location', itsUri), 201, { uri: itsUri });
    });

    app.get('/groups/:group', { ...reads, schema: GROUP_SCHEMAS.show }, async (request, reply) => {
      const { org, group: name } = request.params;
      return sendJson(reply, 200, groupBody(org, found('Group', name, await access.groups.get(org, name))));
    });

    app.put('/groups/:group', { ...writes, schema: GROUP_SCHEMAS.change }, async (request, reply) => {
      const { org, group: name } = request.params;
      const { groupname, actors } = request.body;
      refuseRename(groupname, name);
      const { users = [], clients = [], groups = [] } = actors;
      const group = accessValue('Group', await access.groups.put(org, name, { users, clients, groups }));
      return sendJson(reply, 200, groupBody(org, group));
    });

    app.delete('/groups/:group', { ...reads, schema: GROUP_SCHEMAS.delete }, async (request, reply) => {
      const { name } = accessValue(
        'Group',
        await access.groups.delete(request.params.org, request.params.group),
      );
      return sendJson(reply, 200, { name });
    });
  };
}

function groupBody(org: string, { name, users, clients, groups }: Group) {
  return { actors: [...users, ...clients], users, clients, groups, orgname: org, name, groupname: name };
}
