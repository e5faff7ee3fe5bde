import { DELETED, PRIVATE_KEY, URI_MAP } from './chef-objects.ts';
import { creates, ORG_PARAMETER, object, path, reads, string } from './responses.ts';

const TAGS = ['organisations'];

/** The name of the client that is made with it, `NAME-validator`, has at most 255 characters. */
const MAX_NAME_LENGTH = 245;

/** `/organizations`. */
export const ORGANISATION_SCHEMAS = {
  list: {
    tags: TAGS,
    summary: 'List the organisations',
    response: reads('The organisations.', URI_MAP),
  },
  create: {
    tags: TAGS,
    summary: 'Make an organisation',
    description: 'With the groups admins, users and clients, and a client NAME-validator.',
    body: {
      title: 'OrganisationRequest',
      type: 'object',
      required: ['name'],
      properties: {
        name: { ...string('Name of the organisation.'), maxLength: MAX_NAME_LENGTH },
        full_name: string('Name to be shown. Default: the name.'),
      },
    },
    response: creates(
      'The organisation was made.',
      object({
        uri: string('URI of the organisation.'),
        clientname: string('Name of its validator.'),
        private_key: PRIVATE_KEY,
      }),
      [409],
    ),
  },
  show: {
    tags: TAGS,
    summary: 'Show an organisation',
    params: path(ORG_PARAMETER),
    response: reads(
      'The organisation.',
      object({
        name: string('Name of the organisation.'),
        full_name: string('Name to be shown.'),
        guid: string('32 hex digits; the ids of its jobs begin with the last 12.'),
      }),
    ),
  },
  delete: {
    tags: TAGS,
    summary: 'Delete an organisation and everything in it',
    description: 'For the superuser.',
    params: path(ORG_PARAMETER),
    response: reads('It is deleted.', DELETED),
  },
} as const;
