import { CHEF_KEY, DELETED, KEY_REQUEST, PRIVATE_KEY, URI_MAP } from './chef-objects.ts';
import { creates, ORG_PARAMETER, object, path, reads, string } from './responses.ts';

const TAGS = ['users'];
const ONE = { user: 'Name of the user.' } as const;

const PROFILE = {
  display_name: string('Name to be shown.'),
  first_name: string('First name.'),
  middle_name: string('Middle name.'),
  last_name: string('Last name.'),
  email: string('Email address.'),
} as const;

/** `/users`, known to the whole server. */
export const USER_SCHEMAS = {
  list: {
    tags: TAGS,
    summary: 'List the users of the server',
    response: reads('The users.', URI_MAP),
  },
  create: {
    tags: TAGS,
    summary: 'Make a user',
    description: 'The user belongs to no organisation yet.',
    body: {
      title: 'UserRequest',
      type: 'object',
      properties: {
        username: string('Name of the user.'),
        name: string('The same, where username is not given.'),
        ...PROFILE,
        ...KEY_REQUEST,
      },
    },
    response: creates(
      'The user was made.',
      object({ uri: string('URI of the user.'), chef_key: CHEF_KEY, private_key: PRIVATE_KEY }, [
        'private_key',
      ]),
      [409],
    ),
  },
  show: {
    tags: TAGS,
    summary: 'Show a user',
    params: path(ONE),
    response: reads(
      'The user.',
      object({
        username: string('Name of the user.'),
        name: string('The same.'),
        ...PROFILE,
        public_key: string('Public key in PEM.'),
      }),
    ),
  },
  delete: {
    tags: TAGS,
    summary: 'Delete a user',
    description:
      'For the superuser, and for whoever administers every organisation that the user belongs to.',
    params: path(ONE),
    response: reads('He is deleted.', DELETED),
  },
} as const;

/** `users` of an organisation. */
export const ASSOCIATION_SCHEMAS = {
  list: {
    tags: TAGS,
    summary: 'List the users of the organisation',
    params: path(ORG_PARAMETER),
    response: reads('The users.', {
      type: 'array',
      items: object({ user: object({ username: string('Name of the user.') }) }),
    }),
  },
  create: {
    tags: TAGS,
    summary: 'Make a user one of the organisation',
    params: path(ORG_PARAMETER),
    body: {
      title: 'AssociationRequest',
      type: 'object',
      properties: {
        username: string('Name of the user.'),
        name: string('The same, where username is not given.'),
      },
    },
    response: creates('He is.', object({ uri: string('URI of the association.') }), [409]),
  },
  delete: {
    tags: TAGS,
    summary: 'Take a user out of the organisation and its groups',
    params: path({ ...ORG_PARAMETER, ...ONE }),
    response: reads('He is out.', DELETED),
  },
} as const;
