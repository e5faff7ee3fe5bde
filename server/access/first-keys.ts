import type { BootstrapKey, BootstrapName } from './bootstrap.ts';

/** The keys of the first principals, as whoever starts a server has them of it. */
export interface FirstKeys {
  /** PEM of the private keys made on the first start; empty where the file was taken away since. */
  readonly bootstrapKeys: Readonly<Record<BootstrapName, string>>;
  /** Where a private key is kept; undefined where nothing is. */
  keyFile(name: BootstrapName): string | undefined;
}

export function firstKeys(principals: Readonly<Record<BootstrapName, BootstrapKey>>): FirstKeys {
  const { admin, pivotal } = principals;
  return {
    bootstrapKeys: { admin: admin.privateKey ?? '', pivotal: pivotal.privateKey ?? '' },
    keyFile: (name) => principals[name].file,
  };
}
