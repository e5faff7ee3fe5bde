import { ORG_PARAMETER, object, path, reads, string } from './responses.ts';

const PRINCIPAL = object({
  name: string('Name of the principal.'),
  type: { enum: ['user', 'client'], description: 'What it is.' },
  public_key: string('Public key in PEM.'),
  authz_id: string('Id, 32 hex digits.'),
  org_member: { type: 'boolean', description: 'Whether it belongs to the organisation.' },
});

export const GET_PRINCIPAL = {
  tags: ['principals'],
  summary: 'Look up who signs with a name',
  description: 'From X-Ops-Server-API-Version 1 on, all of them; before, the first.',
  params: path({ ...ORG_PARAMETER, principal: 'Name of the principal.' }),
  response: reads('The principal or principals.', {
    anyOf: [PRINCIPAL, object({ principals: { type: 'array', items: PRINCIPAL } })],
  }),
};
