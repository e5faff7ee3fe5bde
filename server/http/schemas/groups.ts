import { DELETED, URI_MAP } from './chef-objects.ts';
import { changes, creates, ORG_PARAMETER, object, path, reads, string, stringList } from './responses.ts';

const TAGS = ['groups'];
const ONE = path({ ...ORG_PARAMETER, group: 'Name of the group.' });

const MEMBERS = {
  users: stringList('Users.'),
  clients: stringList('Clients.'),
  groups: stringList('Groups, whose members are members too.'),
} as const;

const GROUP = {
  title: 'Group',
  ...object({
    actors: stringList('Users and clients.'),
    ...MEMBERS,
    orgname: string('Name of the organisation.'),
    name: string('Name of the group.'),
    groupname: string('The same.'),
  }),
};

/** `groups` of an organisation. */
export const GROUP_SCHEMAS = {
  list: {
    tags: TAGS,
    summary: 'List the groups of the organisation',
    params: path(ORG_PARAMETER),
    response: reads('The groups.', URI_MAP),
  },
  create: {
    tags: TAGS,
    summary: 'Make a group without members',
    description: 'Members of pushy_job_writers start jobs, members of pushy_job_readers see them.',
    params: path(ORG_PARAMETER),
    body: {
      title: 'GroupRequest',
      type: 'object',
      properties: {
        groupname: string('Name of the group.'),
        name: string('The same, where groupname is not given.'),
        id: string('The same, where neither is given.'),
      },
    },
    response: creates('The group was made.', object({ uri: string('URI of the group.') }), [409]),
  },
  show: { tags: TAGS, summary: 'Show a group', params: ONE, response: reads('The group.', GROUP) },
  change: {
    tags: TAGS,
    summary: 'Put other members in the place of all that a group has',
    params: ONE,
    body: {
      title: 'GroupChange',
      type: 'object',
      required: ['actors'],
      properties: {
        groupname: string('Its name.'),
        actors: { type: 'object', description: 'All its members from now on.', properties: MEMBERS },
      },
    },
    response: changes('The group.', GROUP),
  },
  delete: { tags: TAGS, summary: 'Delete a group', params: ONE, response: reads('It is deleted.', DELETED) },
} as const;
