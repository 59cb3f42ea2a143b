import { stat } from 'node:fs/promises';
import { type Certificate, type SigningKey, signCertificate, signingKeyOf } from '@baseplate-epr/certificate';
import { BaseplateError } from '@baseplate-epr/contracts';
import { openPackage } from '../certificate/open-package.ts';
import { readBytes } from '../certificate/read-bytes.ts';
import type { Command } from '../command.ts';
import { conformPackage } from '../conform/conform-package.ts';
import { type NamedFile, requireWritable, writeNamedFile } from '../files/writable-file.ts';
import { progressLine } from '../terminal/progress-line.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { defaultKeyFile } from './key-command.ts';

const day = 86_400_000;

/** `baseplate conform`: tries a package with the kits of its contracts, and signs what was found. */
export const conformCommand: Command = {
  name: 'conform',
  summary: 'Try a package (folder or tarball) with the kits of its contracts, and sign what was found',
  positionals: 'PACKAGE',
  options: [
    { name: 'out', value: 'FILE', description: 'Write a certificate; without it nothing is written or signed' },
    { name: 'key', value: 'FILE', description: `The private key that signs (default: ${defaultKeyFile})` },
    { name: 'options', value: 'FILE', description: 'JSON: options to try the module with, over those it declares' },
    { name: 'days', value: 'N', description: 'How long the certificate is valid (default 365)' },
  ],
  async run({ positionals, options }, { terminal, context }) {
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) {
      throw new BaseplateError({
        code: 'input-invalid',
        message: 'Say which package: baseplate conform PACKAGE --out certificate.json',
      });
    }
    const { now } = context.clock;
    // Whatever may be missing is asked for before the work, not after it.
    const key = options.out === undefined ? undefined : await signingKey(options.key ?? defaultKeyFile);
    if (options.out !== undefined) await requireWritable(certificateFile(options.out));
    const validity = daysOf(options.days) * day;
    const optionsFile =
      options.options === undefined ? undefined : String(await readBytes(options.options, 'The options file'));
    const opened = await openPackage(path);
    // Only now: the kits are large, and whoever starts a record would keep them in memory for as long as it runs.
    const { openKits } = await import('../conform/open-kits.ts');
    const kits = openKits(context.randomBytes);
    try {
      const began = now();
      let failed = 0;
      const certificate = await conformPackage({
        folder: opened.folder,
        kitOf: kits.kitOf,
        optionsFile,
        environment: process.env,
        now,
        validity,
        onResult({ outcome, name, reason }, { contract, contractVersion }, done, total) {
          if (outcome === 'failed') {
            failed += 1;
            terminal.tell(`✗ ${contract}: ${name}\n    ${(reason ?? '').replaceAll('\n', '\n    ')}`);
          }
          const label = `${contract} ${contractVersion}`;
          const note = failed === 0 ? {} : { note: `${failed} failed` };
          terminal.progress(
            progressLine({ label, done, total, unit: 'cases', elapsedMilliseconds: now() - began, ...note }),
          );
        },
      });
      terminal.endProgress();
      if (options.out !== undefined && key !== undefined)
        await writeNamedFile(certificateFile(options.out), signCertificate(certificate, key));
      tellOutcome(certificate, (now() - began) / 1000, options.out, terminal);
      const cases = certificate.modules.flatMap((module) => module.cases);
      return cases.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
    } finally {
      await kits.close();
      await opened.close();
    }
  },
};

function certificateFile(path: string): NamedFile {
  return { path, what: 'The certificate', option: '--out' };
}

async function signingKey(file: string): Promise<SigningKey> {
  const about = await stat(file).catch(() => undefined);
  if (about === undefined) {
    throw new BaseplateError({
      code: 'input-invalid',
      message: `There is no signing key at ${file}. Make one with baseplate key, or name yours with --key.`,
    });
  }
  if (process.platform !== 'win32' && (about.mode & 0o077) !== 0) {
    throw new BaseplateError({
      code: 'certificate-invalid',
      message: `Others can read the signing key ${file}, so its signature would say nothing. Make a new key with baseplate key; or, if nobody has read it, chmod 600 ${file}.`,
    });
  }
  return signingKeyOf(String(await readBytes(file, 'The signing key')));
}

function daysOf(text = '365'): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 3650) return days;
  throw new BaseplateError({
    code: 'input-invalid',
    message: `--days takes a whole number from 1 to 3,650, not "${text}".`,
  });
}

function tellOutcome(
  certificate: Omit<Certificate, 'keyId'>,
  seconds: number,
  out: string | undefined,
  terminal: Terminal,
): void {
  const { name, version, digest } = certificate.package;
  for (const { contract, contractVersion, cases } of certificate.modules) {
    const count = (outcome: string) => cases.filter((each) => each.outcome === outcome).length;
    const unclaimed = count('not-claimed') === 0 ? '' : `, ${count('not-claimed')} not claimed`;
    terminal.answer(
      `${name} ${version} against ${contract} version ${contractVersion}: ${count('passed')} passed, ${count('failed')} failed${unclaimed}.`,
    );
    for (const { name: kase, reason } of cases.filter(({ outcome }) => outcome === 'not-claimed'))
      terminal.answer(`  not claimed: ${kase} (${reason})`);
    for (const { name: kase, reason } of cases.filter(({ outcome }) => outcome === 'failed'))
      terminal.answer(`  failed: ${kase}\n    ${(reason ?? '').split('\n', 1)[0]}`);
  }
  terminal.answer(`Digest ${digest}, ${certificate.package.closure.length} packages, ${seconds.toFixed(1)} s.`);
  if (out !== undefined) terminal.answer(`Signed: ${out}, valid until ${certificate.expiresAt.slice(0, 10)}.`);
}
