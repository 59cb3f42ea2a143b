import { readFile } from 'node:fs/promises';
import { checkTrustedKey, type TrustedKey } from '@baseplate-epr/certificate';
import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import { BaseplateError, isBaseplateError } from '@baseplate-epr/contracts';

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
    if (text.includes('PRIVATE KEY')) {
      throw new BaseplateError({
        code: 'input-invalid',
        message:
          '--trust: this is a private key, which nobody but its owner should have. Ask the owner for the line that baseplate key --public tells.',
      });
    }
    const key = { name: 'the key given with --trust', publicKey: text.trim() };
    const problem = checkTrustedKey(key);
    if (problem === undefined) return [key];
    throw new BaseplateError({ code: 'input-invalid', message: `--trust: ${problem}` });
  }
  const { trustedKeys = [] } = await configuration().catch((cause) => {
    if (!isBaseplateError(cause)) throw cause;
    throw new BaseplateError({
      code: cause.code,
      message: `${cause.message} Without an assembly, give the public key to believe with --trust.`,
      cause,
    });
  });
  if (trustedKeys.length > 0) return trustedKeys;
  throw new BaseplateError({
    code: 'configuration-invalid',
    message:
      'The assembly trusts no key. Add trustedKeys to its configuration, or give the public key to believe with --trust.',
  });
}
