import { BaseplateError } from '@baseplate-epr/contracts';
import { tellVerdict } from '../certificate/tell-verdict.ts';
import { trustedKeysFrom } from '../certificate/trusted-keys.ts';
import type { Command } from '../command.ts';

/** `baseplate verify`: says whether a certificate is about this very package, and to be believed. */
export const verifyCommand: Command = {
  name: 'verify',
  summary: 'Say whether a certificate is valid for a package (folder or tarball)',
  positionals: 'CERTIFICATE PACKAGE',
  options: [
    {
      name: 'trust',
      value: 'KEY',
      description: 'Public key to believe, or a file that holds it (default: trustedKeys of the assembly)',
    },
  ],
  async run({ positionals, options }, context) {
    const [path, packagePath, ...more] = positionals;
    if (path === undefined || packagePath === undefined || more.length > 0) {
      throw new BaseplateError({
        code: 'input-invalid',
        message: 'Say which certificate and which package: baseplate verify CERTIFICATE PACKAGE',
      });
    }
    const trustedKeys = () => trustedKeysFrom(options.trust, context.configuration);
    return tellVerdict({ path, packagePath, trustedKeys }, context);
  },
};
