import { sep } from 'node:path';
import { digestPackage, judgeCertificate, type TrustedKey } from '@baseplate-epr/certificate';
import type { CommandContext } from '../command.ts';
import { openPackage } from './open-package.ts';
import { readBytes } from './read-bytes.ts';

/** A certificate, the package it should be about, and who is believed. */
export interface Question {
  /** Path of the certificate. */
  readonly path: string;
  /** Folder or tarball. */
  readonly packagePath: string;
  trustedKeys(): Promise<readonly TrustedKey[]>;
}

/** Tells whether a certificate is valid for a package, or everything that is wrong. @returns the exit code */
export async function tellVerdict(
  { path, packagePath, trustedKeys }: Question,
  { terminal, context }: Pick<CommandContext, 'terminal' | 'context'>,
): Promise<number> {
  const file = await readBytes(path, 'The certificate');
  const believed = await trustedKeys();
  const opened = await openPackage(packagePath);
  try {
    const digested = await digestPackage(opened.folder);
    const judged = judgeCertificate({ file, package: digested, trustedKeys: believed, now: context.clock.now() });
    if (judged.faults.length > 0) {
      terminal.answer(`The certificate ${path} is not valid for ${digested.name} ${digested.version}:`);
      for (const fault of judged.faults) terminal.answer(`  - ${fault}`);
      terminal.answer(`The digest of this package is ${digested.digest}.`);
      if (!opened.folder.split(sep).includes('node_modules')) {
        terminal.answer(
          'A folder that somebody works in holds more than its tarball. If the tarball was tried, give that, or its folder in node_modules.',
        );
      }
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
}
