import { BaseplateError } from '@baseplate-epr/contracts';
import type { ResolvedOptions, S3DocumentsOptions } from './options.ts';

/** The smallest part that S3 takes, but for the last. */
const smallestPart = 5 * 1024 * 1024;

/** Fills in defaults and refuses values that make no sense, all of them together. */
export function resolveOptions(options: S3DocumentsOptions): ResolvedOptions {
  const resolved: ResolvedOptions = {
    ...options,
    prefix: options.prefix ?? '',
    region: options.region ?? 'eu-west-2',
    pathStyle: options.pathStyle ?? options.endpoint !== undefined,
    requestChecksumCalculation: options.requestChecksumCalculation ?? 'WHEN_SUPPORTED',
    connectTime: options.connectTime ?? 2_000,
    requestTime: options.requestTime ?? 5_000,
    transferTime: options.transferTime ?? 60_000,
    attempts: options.attempts ?? 3,
    partSize: options.partSize ?? smallestPart,
  };
  const faults = [...placeFaults(resolved), ...settingFaults(resolved), ...countFaults(resolved)];
  if (faults.length === 0) return resolved;
  throw new BaseplateError({
    code: 'configuration-invalid',
    message: `Documents cannot be kept in S3 with these options: ${faults.join('; ')}. Correct them in the configuration.`,
  });
}

function placeFaults({ bucket, prefix, region, endpoint }: ResolvedOptions): string[] {
  const faults: string[] = [];
  if (typeof bucket !== 'string' || !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    faults.push('`bucket` must be the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens');
  }
  // What needs no encoding in a URL, so that a key is the same everywhere; no empty, `.` or `..` step, which stores resolve differently.
  if (typeof prefix !== 'string' || !/^((?!\.{1,2}\/)[A-Za-z0-9_.-]{1,200}\/){0,5}$/.test(prefix)) {
    faults.push(
      '`prefix` must be steps of letters, digits, `_`, `.` and `-` that each end with `/`, such as `record/`',
    );
  }
  if (typeof region !== 'string' || !/^[a-z0-9-]{1,40}$/.test(region))
    faults.push('`region` must be the name of a region');
  if (endpoint !== undefined && !isAddress(endpoint)) {
    faults.push('`endpoint` must be a URL of http or https without a user, a password, a query or a path');
  }
  return faults;
}

function settingFaults({ credentials, encryption, requestChecksumCalculation: checksums }: ResolvedOptions): string[] {
  const faults: string[] = [];
  const references = credentials === undefined ? [] : [credentials.accessKeyId, credentials.secretAccessKey];
  if (credentials?.sessionToken !== undefined) references.push(credentials.sessionToken);
  if (!references.every((reference) => typeof reference?.secret === 'string' && reference.secret !== '')) {
    faults.push('`credentials` must name environment variables, as in `{ accessKeyId: { secret: NAME }, … }`');
  }
  if (encryption !== undefined && !['AES256', 'aws:kms'].includes(encryption.algorithm)) {
    faults.push('`encryption.algorithm` must be `AES256` or `aws:kms`');
  }
  if (!['WHEN_SUPPORTED', 'WHEN_REQUIRED'].includes(checksums)) {
    faults.push('`requestChecksumCalculation` must be `WHEN_SUPPORTED` or `WHEN_REQUIRED`');
  }
  return faults;
}

function countFaults({ connectTime, requestTime, transferTime, attempts, partSize }: ResolvedOptions): string[] {
  const faults = Object.entries({ connectTime, requestTime, transferTime, attempts })
    .filter(([, value]) => !Number.isSafeInteger(value) || value < 1)
    .map(([name]) => `\`${name}\` must be a whole number of at least 1`);
  if (!Number.isSafeInteger(partSize) || partSize < smallestPart || partSize > 1024 * smallestPart) {
    faults.push('`partSize` must be 5 MiB (5,242,880) to 5 GiB');
  }
  return faults;
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash, pathname } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && `${username}${password}${search}${hash}` === '' && pathname === '/';
}
