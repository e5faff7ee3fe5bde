import { httpDate, ORG_PARAMETER, object, path, reads, string } from './responses.ts';

const TAGS = ['nodes'];
const NODE = { ...ORG_PARAMETER, node: 'Name of the node.' } as const;

/** A node as it is shown. Source: seeds, node_states. */
const NODE_STATE = {
  title: 'NodeState',
  ...object({
    node_name: string('Name of the node.'),
    status: { enum: ['up', 'down'], description: 'Whether the node is heartbeating.' },
    updated_at: httpDate('When the status last changed.'),
  }),
};

export const GET_NODE_STATES = {
  tags: TAGS,
  summary: 'List every node ever seen, with its status',
  params: path(ORG_PARAMETER),
  response: reads('The nodes, by name.', { type: 'array', items: NODE_STATE }),
};

export const GET_NODE_STATE = {
  tags: TAGS,
  summary: 'Show the status of a node',
  params: path(NODE),
  response: reads('The node.', NODE_STATE),
};

export const GET_CONNECT = { ...GET_NODE_STATE, summary: 'Show the status of a node, by another path' };
