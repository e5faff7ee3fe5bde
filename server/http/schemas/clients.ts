import { CHEF_KEY, DELETED, KEY_REQUEST, PRIVATE_KEY, URI_MAP } from './chef-objects.ts';
import { changes, creates, ORG_PARAMETER, object, path, reads, string } from './responses.ts';

const TAGS = ['clients'];
const ONE = path({ ...ORG_PARAMETER, client: 'Name of the client.' });

const CLIENT_PROPERTIES = {
  name: string('Name of the client; that of the node, where it is a node.'),
  clientname: string('The same.'),
  orgname: string('Name of the organisation.'),
  validator: { type: 'boolean', description: "A Chef server's mark; it grants nothing here." },
  json_class: { const: 'Chef::ApiClient' },
  chef_type: { const: 'client' },
  public_key: string('Public key in PEM.'),
} as const;

const CREATE = {
  title: 'ClientRequest',
  type: 'object',
  properties: {
    name: string('Name of the client.'),
    clientname: string('The same, where name is not given.'),
    validator: { type: 'boolean', description: 'Whether it is marked so.' },
    admin: { type: 'boolean', description: 'Taken, and means nothing.' },
    ...KEY_REQUEST,
  },
} as const;

/** `clients` of an organisation. */
export const CLIENT_SCHEMAS = {
  list: {
    tags: TAGS,
    summary: 'List the clients of the organisation',
    params: path(ORG_PARAMETER),
    response: reads('The clients.', URI_MAP),
  },
  create: {
    tags: TAGS,
    summary: 'Make a client',
    params: path(ORG_PARAMETER),
    body: CREATE,
    response: creates(
      'The client was made.',
      object({ uri: string('URI of the client.'), chef_key: CHEF_KEY, private_key: PRIVATE_KEY }, [
        'private_key',
      ]),
      [409],
    ),
  },
  show: {
    tags: TAGS,
    summary: 'Show a client',
    params: ONE,
    response: reads('The client.', object(CLIENT_PROPERTIES)),
  },
  change: {
    tags: TAGS,
    summary: 'Give a client another key',
    params: ONE,
    body: {
      title: 'ClientChange',
      type: 'object',
      properties: { name: string('Its name.'), clientname: string('Its name.'), ...KEY_REQUEST },
    },
    response: changes(
      'The client, with its new key where one was asked for.',
      object({ ...CLIENT_PROPERTIES, chef_key: CHEF_KEY, private_key: PRIVATE_KEY }, [
        'chef_key',
        'private_key',
      ]),
    ),
  },
  delete: {
    tags: TAGS,
    summary: 'Delete a client',
    params: ONE,
    response: reads('It is deleted.', DELETED),
  },
} as const;
