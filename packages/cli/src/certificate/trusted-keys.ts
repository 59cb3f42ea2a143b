import { readFile } from 'node:fs/promises';
import { checkTrustedKey, type TrustedKey } from '@baseplate-epr/certificate';
import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import { BaseplateError } from '@baseplate-epr/contracts';

/**
 * The keys to believe: the one given on the command line, as text or in a file, or those of the assembly.
 *
 * @throws BaseplateError `configuration-invalid` if there is none
 */
export async function trustedKeysFrom(
  given: string | undefined,
  configuration: () => Promise<AssemblyConfiguration>,
): Promise<readonly TrustedKey[]> {
  if (given !== undefined) {
    const text = await readFile(given, 'utf8').catch(() => given);
    const key = { name: 'the key given with --trust', publicKey: text.trim() };
    const problem = checkTrustedKey(key);
    if (problem === undefined) return [key];
    throw new BaseplateError({ code: 'input-invalid', message: `--trust: ${problem}` });
  }
  const { trustedKeys = [] } = await configuration();
  if (trustedKeys.length > 0) return trustedKeys;
  throw new BaseplateError({
    code: 'configuration-invalid',
    message:
      'The assembly trusts no key. Add trustedKeys to its configuration, or give the public key to believe with --trust.',
  });
}
