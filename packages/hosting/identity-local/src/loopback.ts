import { BaseplateError } from '@baseplate-epr/contracts';
import { openToEverybody } from './local-identity-options.ts';

/** True for names and addresses that only this machine reaches. */
export function isLoopback(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return name === 'localhost' || name === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name);
}

/** @throws BaseplateError `address-refused` unless only this machine can reach the address, or the options say otherwise in words. */
export function requireLoopback(hostname: string, allowNonLoopback: string | undefined): void {
  if (isLoopback(hostname) || allowNonLoopback === openToEverybody) return;
  throw new BaseplateError({
    code: 'address-refused',
    message:
      `The local identity has no passwords, so it refuses to run on ${hostname}, which other machines may reach. ` +
      `Listen on 127.0.0.1, choose another identity module, or, for a network that is closed, set allowNonLoopback to the words "${openToEverybody}".`,
  });
}
