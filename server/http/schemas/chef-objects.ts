import { object, string } from './responses.ts';

/** Names of things under which their URIs stand. */
export const URI_MAP = {
  type: 'object',
  description: 'The URI of each under its name.',
  additionalProperties: { type: 'string' },
} as const;

/** What a deletion answers. */
export const DELETED = object({ name: string('Name of what was deleted.') });

/** A key of a principal, as it is shown once it is made. */
export const CHEF_KEY = {
  title: 'Key',
  ...object(
    {
      name: { const: 'default' },
      uri: string('URI of the key.'),
      public_key: string('Public key in PEM.'),
      expiration_date: { const: 'infinity' },
      private_key: string('Private key in PEM, where it was made here. It is kept nowhere.'),
    },
    ['private_key'],
  ),
};

/** A Chef server allows null for a key that is not given. */
export const KEY_REQUEST = {
  public_key: {
    type: ['string', 'null'],
    description: 'RSA public key in PEM. Default: a new pair is made.',
  },
  create_key: { type: 'boolean', description: 'Make a new pair.' },
  private_key: { description: 'true: make a new pair, as older tools ask for it.' },
} as const;

export const PRIVATE_KEY = string('Private key in PEM, where it was made here. It is kept nowhere.');
