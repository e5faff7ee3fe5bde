/** Who can sign a request. Source: protocol §1. */
export type PrincipalKind = 'user' | 'client';
