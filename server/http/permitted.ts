import type { KeyedPrincipal } from '../access/principal.ts';
import { type HttpRefusal, refusal } from './errors.ts';
import type { Signers } from './signers.ts';

/** Belongs to the organisation that it asks about. */
export const isAssociated = ({ associated }: KeyedPrincipal): boolean => associated;

/** Or manages it without belonging to it. */
export const isAssociatedOrSuperuser = ({ associated, superuser }: KeyedPrincipal): boolean =>
  associated || superuser;

/** Those who may act in the organisation at all; throws where there is none. */
export function belonging(
  { signers, organisation }: Signers,
  belongs: (asker: KeyedPrincipal) => boolean,
): readonly KeyedPrincipal[] {
  if (organisation === undefined) return signers;
  const those = signers.filter(belongs);
  if (those.length === 0) throw refusal('not_associated', nameOf(signers), organisation.name);
  return those;
}

/** The first of them who may ask; throws where nobody may. */
export async function firstPermitted(
  signers: readonly KeyedPrincipal[],
  mayAsk: (signer: KeyedPrincipal) => Promise<HttpRefusal | undefined>,
): Promise<KeyedPrincipal> {
  let why: HttpRefusal | undefined;
  for (const signer of signers) {
    const refused = await mayAsk(signer);
    if (refused === undefined) return signer;
    why ??= refused;
  }
  throw why ?? refusal('not_permitted', nameOf(signers));
}

function nameOf([first]: readonly KeyedPrincipal[]): string {
  return first?.name ?? '';
}
