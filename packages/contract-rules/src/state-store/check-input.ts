import { BaseplateError, type NamespaceOptions, type SetOptions } from '@baseplate-epr/contracts';

/** Refuses a namespace that is not as the contract describes it. */
export function checkNamespace({ name, quota = 0 }: NamespaceOptions): void {
  if (!/^[a-z0-9\-./@]{1,200}$/.test(name)) refuse('A namespace is named by 1 to 200 characters of a-z 0-9 - . / @.');
  if (!Number.isSafeInteger(quota) || quota < 0) refuse('The quota of a namespace is a whole number of bytes.');
}

/** Refuses a write that is not as the contract describes it. */
export function checkSet({ key, value, expiresAt }: SetOptions): void {
  const keySize = Buffer.byteLength(key);
  if (keySize < 1 || keySize > 512 || !key.isWellFormed()) {
    refuse('The key of a state entry has 1 to 512 bytes of well-formed UTF-8. Nothing was written; use another key.');
  }
  if (!value.isWellFormed() || Buffer.byteLength(value) > 1024 * 1024) {
    refuse('The value of a state entry has at most 1 MiB of well-formed UTF-8. Nothing was written; keep less in it.');
  }
  if (expiresAt !== undefined && !Number.isSafeInteger(expiresAt)) {
    refuse('The expiry of a state entry is in whole milliseconds since 1970. Nothing was written; correct it.');
  }
}

/** Refuses a page size outside 1 to 1,000. */
export function checkLimit(limit: number): void {
  if (Number.isInteger(limit) && limit >= 1 && limit <= 1_000) return;
  throw new BaseplateError({ code: 'query-invalid', message: 'The limit must be a whole number from 1 to 1,000.' });
}

function refuse(message: string): never {
  throw new BaseplateError({ code: 'input-invalid', message });
}
