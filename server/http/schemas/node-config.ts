import { ORG_PARAMETER, object, path, reads, string } from './responses.ts';

const seconds = (description: string) => ({ type: 'number', description }) as const;
const count = (description: string) => ({ type: 'integer', description }) as const;

/** Source: protocol §3. */
const NODE_CONFIG = {
  title: 'NodeConfig',
  ...object(
    {
      type: { const: 'config' },
      host: string('Host of the sockets.'),
      node: string('Name of the node.'),
      organization: string('Name of the organisation.'),
      push_jobs: object({
        heartbeat: object({
          out_addr: string("ZeroMQ address of the server's heartbeats."),
          command_addr: string('ZeroMQ address of the encrypted command socket.'),
          interval: seconds('Seconds between two heartbeats.'),
          offline_threshold: count('Missed heartbeats after which the server counts as offline.'),
          online_threshold: count('Heartbeats after which it counts as online again.'),
        }),
      }),
      public_key: string('RSA key of the server in PEM: it signs the heartbeats.'),
      curve_public_key: string('CurveZMQ key of the server in Z85; absent where encryption is switched off.'),
      encoded_session_key: object({
        method: { const: 'hmac_sha256' },
        key: string("The key that signs messages, encrypted with the asker's public key, in base64."),
      }),
      lifetime: seconds('Seconds after which the configuration is to be fetched anew.'),
      max_message_skew: seconds('Seconds that the clocks of node and server may differ.'),
      max_body_size: count('Bytes that a message of a node may have.'),
      incarnation_id: string('UUID of this life of the server.'),
    },
    ['curve_public_key'],
  ),
};

export const GET_CONFIG = {
  tags: ['nodes'],
  summary: 'Get what a node needs to connect',
  description:
    'For the client of that name, whose key may then connect. Users who may read get the same with a session key that opens nothing.',
  params: path({ ...ORG_PARAMETER, node: 'Name of the node.' }),
  querystring: {
    type: 'object',
    properties: {
      ccpk: string('CurveZMQ public key of the node in Z85, 40 characters. It may then connect for a while.'),
      version: string(
        'Version of the protocol that the node speaks, 2.0. A node of version 1 sends no ccpk and is refused, unless the server was started with --allow-unencrypted.',
      ),
    },
  },
  response: reads('The configuration.', NODE_CONFIG),
};
