import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { BaseplateError, type ModuleContext, type SecretReference } from '@baseplate-epr/contracts';
import type { ResolvedOptions, S3Credentials } from '../options.ts';
import type { Bucket } from './bucket.ts';
import { keysBelow } from './keys.ts';
import { storageError } from './storage-error.ts';

/** Enough for readers that are slow to finish not to keep others waiting. */
const maxSockets = 200;

/** What one request to copy covers: little enough to be done in seconds. */
const copySize = 256 * 1024 * 1024;

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Reads the credentials and makes the client. Connections are made when they are needed. */
export function openBucket(options: ResolvedOptions, module: ModuleContext): Bucket {
  const { bucket: name, prefix, transferTime } = options;
  const client = new S3Client(clientConfiguration(options));
  return {
    name,
    keys: keysBelow(prefix),
    options,
    module,
    on: async (work) => {
      try {
        return await work(client);
      } catch (error) {
        throw storageError(name, error);
      }
    },
    transfer: { requestTimeout: transferTime },
    copySize,
    readers: new Set(),
    close: () => client.destroy(),
  };
}

function clientConfiguration(options: ResolvedOptions): S3ClientConfig {
  const { region, endpoint, pathStyle, credentials, requestChecksumCalculation, attempts } = options;
  return {
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    forcePathStyle: pathStyle,
    ...(credentials === undefined ? {} : { credentials: readCredentials(credentials) }),
    requestChecksumCalculation,
    // Whole reads are compared with the digest that names them, which says more than the store's own checksum.
    responseChecksumValidation: 'WHEN_REQUIRED',
    retryMode: 'standard',
    maxAttempts: attempts,
    expectContinueHeader: false,
    followRegionRedirects: false,
    requestHandler: {
      connectionTimeout: options.connectTime,
      requestTimeout: options.requestTime,
      throwOnRequestTimeout: true,
      // Somebody may read slowly: a read's silence is watched where it is read.
      socketTimeout: 0,
      httpAgent: { maxSockets },
      httpsAgent: { maxSockets },
      logger: silent,
    },
    logger: silent,
  };
}

function readCredentials({ accessKeyId, secretAccessKey, sessionToken }: S3Credentials) {
  const secretOf = ({ secret }: SecretReference) => process.env[secret] ?? '';
  // Told together: each that is told alone costs another attempt.
  const missing = [accessKeyId, secretAccessKey, sessionToken].flatMap((one) =>
    one === undefined || secretOf(one) !== '' ? [] : [one.secret],
  );
  if (missing.length > 0) throw notSet(missing);
  return {
    accessKeyId: secretOf(accessKeyId),
    secretAccessKey: secretOf(secretAccessKey),
    ...(sessionToken === undefined ? {} : { sessionToken: secretOf(sessionToken) }),
  };
}

function notSet(names: readonly string[]): BaseplateError {
  const words =
    names.length === 1
      ? `The environment variable ${names[0]}, which is to hold credentials of the documents' S3 store, is not set. Set it.`
      : `The environment variables ${names.join(' and ')}, which are to hold credentials of the documents' S3 store, are not set. Set them.`;
  return new BaseplateError({ code: 'configuration-invalid', message: words });
}
