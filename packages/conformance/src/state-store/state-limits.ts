import { BaseplateError, type SetOptions } from '@baseplate-epr/contracts';

/** UTF-8 bytes of a text. */
export const bytesOf = (text: string): number => Buffer.byteLength(text);

function refuse(message: string): never {
  throw new BaseplateError({ code: 'input-invalid', message });
}

/** Refuses a namespace that is not as the contract describes it. */
export function checkNamespace(name: string, quota: number): void {
  if (!/^[a-z0-9\-./@]{1,200}$/.test(name)) refuse('A namespace is named by 1 to 200 characters of a-z 0-9 - . / @.');
  if (!Number.isSafeInteger(quota) || quota < 0) refuse('A quota is a whole number of bytes.');
}

/** Refuses a write that is not as the contract describes it. */
export function checkSet({ key, value, expiresAt }: SetOptions): void {
  const keyBytes = bytesOf(key);
  if (keyBytes < 1 || keyBytes > 512 || !key.isWellFormed()) refuse('A key has 1 to 512 bytes of well-formed UTF-8.');
  if (bytesOf(value) > 1024 * 1024 || !value.isWellFormed()) refuse('A value has at most 1 MiB of well-formed UTF-8.');
  if (expiresAt !== undefined && !Number.isSafeInteger(expiresAt))
    refuse('An expiry is in whole milliseconds since 1970.');
}
