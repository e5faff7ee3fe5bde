/** Why a connection fails, in words, and what to do about it. */
export interface ConnectionFault {
  readonly reason: string;
  /** Completes a sentence. */
  readonly remedy: string;
}

const UNCHECKED = '--insecure takes it unchecked';
const TRUST = `to trust it, give its certificate with --ca FILE, or in NODE_EXTRA_CA_CERTS; ${UNCHECKED}`;
const TRUST_AUTHORITY = `to trust it, give that of the authority with --ca FILE, or in NODE_EXTRA_CA_CERTS; ${UNCHECKED}`;

const NO_TLS: ConnectionFault = {
  reason: 'what listens there speaks no TLS',
  remedy: 'give the address with http://',
};

/** By the code of OpenSSL or Node; those of certificates are of X.509. Source: openssl-verification-options(1). */
const FAULTS: Readonly<Record<string, ConnectionFault>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: { reason: 'its certificate is signed by itself', remedy: TRUST },
  SELF_SIGNED_CERT_IN_CHAIN: {
    reason: 'its certificate is signed by an authority that is not known here',
    remedy: TRUST_AUTHORITY,
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
    reason: 'its certificate is signed by an authority that is not known here',
    remedy: TRUST_AUTHORITY,
  },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: {
    reason: 'its certificate is signed by an authority that is not known here',
    remedy: TRUST_AUTHORITY,
  },
  CERT_HAS_EXPIRED: {
    reason: 'its certificate has expired',
    remedy: `have it renewed, or mend the clock of this machine; ${UNCHECKED}`,
  },
  CERT_NOT_YET_VALID: {
    reason: 'its certificate is not valid yet',
    remedy: 'mend the clock of this machine',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    reason: 'its certificate is for another name',
    remedy: `give the address by a name that the certificate has; ${UNCHECKED}`,
  },
  ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: NO_TLS,
  HPE_INVALID_CONSTANT: {
    reason: 'what listens there speaks no HTTP',
    remedy: 'check the port, and whether it needs https://',
  },
};

/** What is wrong with the TLS of a connection, where that is what is wrong. */
export function tlsFault(error: unknown): ConnectionFault | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return Object.hasOwn(FAULTS, code) ? FAULTS[code] : undefined;
}
