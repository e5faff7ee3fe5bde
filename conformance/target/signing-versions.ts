import type { DialectName } from '../../protocol/dialect-name.ts';

const NAMED: Readonly<Record<DialectName, readonly string[]>> = {
  documented: ['1.0', '1.1', '1.3'],
  'pushy-server': ['1.0', '1.1'],
};

/** The versions of signing that the answer to a wrong signature names, in rising order. Source: protocol §1. */
export function signingVersions(dialect: DialectName): readonly string[] {
  return NAMED[dialect];
}
