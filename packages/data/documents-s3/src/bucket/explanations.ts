const credentials = 'The store refused the credentials. Correct them, or renew them if they have expired.';
const rights =
  'The credentials may not do this. Let them list the bucket, and read, write and delete below the prefix, and use the key of an encryption.';
const region = 'The bucket is in another region. Name its region in the option "region".';
const busy = 'The store is too busy, or has a fault of its own. Try again in a moment.';
const unreachable =
  'The store cannot be reached. Try again; if it goes on, look at the network, the endpoint and the store.';
const unsupported =
  'The store does not understand the request. If it is not AWS, set the option "requestChecksumCalculation" to WHEN_REQUIRED, and look at "encryption" and "pathStyle".';
const certificate =
  'The certificate of the store is not one that this machine trusts. Have it trusted (NODE_EXTRA_CA_CERTS), or correct the endpoint.';
const plain =
  'The endpoint names https where the store speaks http, or the other way round. Correct it, and look at its port.';
const full = 'The store has no room left. Make room and try again.';
const key =
  'The key that the store is to encrypt with cannot be used. Correct the option "encryption", or enable the key.';

/**
 * What names of errors mean to whoever runs the record: S3's own (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html),
 * the SDK's, and Node's.
 */
export const explanations: Readonly<Record<string, string>> = {
  NoSuchBucket: 'There is no such bucket. Make it, or correct the bucket, the region or the endpoint.',
  AccessDenied: rights,
  AllAccessDisabled: rights,
  Forbidden: rights,
  InvalidAccessKeyId: credentials,
  SignatureDoesNotMatch: credentials,
  ExpiredToken: credentials,
  InvalidToken: credentials,
  CredentialsProviderError:
    'No credentials were found. Name them in the option "credentials", or give the machine or container a role.',
  PermanentRedirect: region,
  AuthorizationHeaderMalformed: region,
  IllegalLocationConstraintException: region,
  RequestTimeTooSkewed: 'The clocks of this machine and the store differ by too much. Set the clock of this machine.',
  SlowDown: busy,
  ServiceUnavailable: busy,
  InternalError: busy,
  NotImplemented: unsupported,
  InvalidRequest: unsupported,
  InvalidArgument: unsupported,
  MethodNotAllowed: unsupported,
  BadDigest:
    'What arrived at the store was not what was sent. Nothing was kept. Try again; if it goes on, look at the network.',
  XAmzContentSHA256Mismatch: unsupported,
  'KMS.DisabledException': key,
  'KMS.NotFoundException': key,
  'KMS.KMSInvalidStateException': key,
  QuotaExceeded: full,
  XMinioStorageFull: full,
  EntityTooLarge: 'The store refuses a document of this size. Raise its limit, or send a smaller one.',
  TimeoutError: unreachable,
  AbortError: unreachable,
  ECONNREFUSED: unreachable,
  ECONNRESET: unreachable,
  ENOTFOUND:
    'The name of the store cannot be resolved. Correct the endpoint, the region or the bucket, or look at the network.',
  EAI_AGAIN: unreachable,
  EPIPE: unreachable,
  ETIMEDOUT: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  EPROTO: plain,
  HPE_INVALID_CONSTANT: plain,
  SELF_SIGNED_CERT_IN_CHAIN: certificate,
  DEPTH_ZERO_SELF_SIGNED_CERT: certificate,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: certificate,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: certificate,
  CERT_HAS_EXPIRED: certificate,
  ERR_TLS_CERT_ALTNAME_INVALID: certificate,
};

/** The same by status, where an answer has no body to name the error. */
export const explanationsByStatus: Readonly<Record<number, string>> = {
  301: region,
  307: busy,
  403: rights,
  500: busy,
  502: busy,
  503: busy,
  504: busy,
  507: full,
};
