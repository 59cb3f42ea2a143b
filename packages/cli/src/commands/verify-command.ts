import { digestPackage, judgeCertificate } from '@baseplate-epr/certificate';
import { BaseplateError } from '@baseplate-epr/contracts';
import { openPackage } from '../certificate/open-package.ts';
import { readBytes } from '../certificate/read-bytes.ts';
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
  async run({ positionals, options }, { terminal, context, configuration }) {
    const [path, packagePath, ...more] = positionals;
    if (path === undefined || packagePath === undefined || more.length > 0) {
      throw new BaseplateError({
        code: 'input-invalid',
        message: 'Say which certificate and which package: baseplate verify CERTIFICATE PACKAGE',
      });
    }
    const file = await readBytes(path, 'The certificate');
    const trustedKeys = await trustedKeysFrom(options.trust, configuration);
    const opened = await openPackage(packagePath);
    try {
      const digested = await digestPackage(opened.folder);
      const judged = judgeCertificate({ file, package: digested, trustedKeys, now: context.clock.now() });
      if (judged.faults.length > 0) {
        terminal.answer(`The certificate ${path} is not valid for ${digested.name} ${digested.version}:`);
        for (const fault of judged.faults) terminal.answer(`  - ${fault}`);
        terminal.answer(`The digest of this package is ${digested.digest}.`);
        return 1;
      }
      const { modules, issuedAt, expiresAt } = judged.certificate;
      const contracts = modules.map(({ contract, contractVersion }) => `${contract} version ${contractVersion}`);
      terminal.answer(
        `Valid: ${digested.name} ${digested.version} keeps ${contracts.join(' and ')}, says ${judged.signedBy}.`,
      );
      terminal.answer(`Tried on ${issuedAt.slice(0, 10)}, valid until ${expiresAt.slice(0, 10)}.`);
      return 0;
    } finally {
      await opened.close();
    }
  },
};
