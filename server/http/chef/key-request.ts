import { refusal } from '../errors.ts';
import type { KEY_REQUEST } from '../schemas/chef-objects.ts';
import type { Allowed } from '../schemas/schema-types.ts';

/** What a body says about a principal's key: true as `create_key` or, from older tools, as `private_key` asks for a new pair. */
export type KeyRequestBody = Allowed<{ readonly type: 'object'; readonly properties: typeof KEY_REQUEST }>;

/** Whether a key is given or a new one is asked for; throws for a body that wants both. */
export function keyRequest({ public_key, create_key, private_key }: KeyRequestBody): {
  readonly publicKey: string | undefined;
  readonly wantsNew: boolean;
} {
  const publicKey = public_key ?? undefined;
  const wantsNew = create_key === true || private_key === true;
  if (publicKey !== undefined && wantsNew) {
    throw refusal('invalid_object', 'a public key may not be given where a new key is asked for');
  }
  return { publicKey, wantsNew };
}

/** The key of a principal that was just made, in the shape of a Chef server's newer versions. */
export function chefKey(uri: string, publicKey: string, privateKey: string | undefined) {
  return {
    name: 'default',
    uri: `${uri}/keys/default`,
    public_key: publicKey,
    expiration_date: 'infinity',
    ...(privateKey !== undefined && { private_key: privateKey }),
  };
}
