import { refusal } from '../errors.ts';

/** What a body says about a principal's key. */
export interface KeyRequestBody {
  readonly public_key?: string | null;
  /** Asks for a new pair. */
  readonly create_key?: boolean;
  /** The same, as older tools ask; some send their own key here, which is not taken. */
  readonly private_key?: boolean;
}

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
