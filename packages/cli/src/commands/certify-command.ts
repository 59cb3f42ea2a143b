import { access } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { signingKeyOf } from '@baseplate-epr/certificate';
import { BaseplateError } from '@baseplate-epr/contracts';
import { openPackage } from '../certificate/open-package.ts';
import { packFolder } from '../certificate/pack-folder.ts';
import { readBytes } from '../certificate/read-bytes.ts';
import { tellVerdict } from '../certificate/tell-verdict.ts';
import type { Command } from '../command.ts';
import { conformCommand } from './conform-command.ts';
import { defaultKeyFile, keyCommand } from './key-command.ts';

/** `baseplate certify`: from a package's folder to a valid certificate of its tarball in one go. */
export const certifyCommand: Command = {
  name: 'certify',
  summary: 'Pack a package, try it, sign what was found and verify it; makes a key if there is none',
  positionals: '[FOLDER]',
  options: [
    {
      name: 'out',
      value: 'FILE',
      description: 'Where to write the certificate (default: certificate.json in the folder)',
    },
    {
      name: 'key',
      value: 'FILE',
      description: `The private key that signs (default: ${defaultKeyFile} in the folder)`,
    },
    { name: 'options', value: 'FILE', description: 'JSON: options to try the module with, over those it declares' },
    { name: 'days', value: 'N', description: 'How long the certificate is valid (default 365)' },
  ],
  async run({ positionals, options }, context) {
    const [folder = '.', ...more] = positionals;
    if (more.length > 0)
      throw new BaseplateError({ code: 'input-invalid', message: 'Name one folder: baseplate certify [FOLDER]' });
    const { out = join(folder, 'certificate.json'), key = join(folder, defaultKeyFile), ...others } = options;
    const flags = new Set<string>();
    if (!(await exists(key))) await keyCommand.run({ positionals: [], options: { out: key }, flags }, context);
    const { tarball, overrides } = await packFolder(folder);
    const opened = await openPackage(tarball, overrides);
    try {
      if (await exists(join(opened.folder, basename(key)))) {
        throw new BaseplateError({
          code: 'certificate-invalid',
          message: `${tarball} holds the private key ${basename(key)}, and would publish it. Name what belongs into the package under "files" in its package.json, and make a new key if this one has left the house.`,
        });
      }
      const code = await conformCommand.run(
        { positionals: [opened.folder], options: { ...others, out, key }, flags },
        context,
      );
      if (code !== 0) return code;
      const { publicKey } = signingKeyOf(String(await readBytes(key, 'The signing key')));
      context.terminal.tell(`\n${tarball} is what was tried: publish this very file.`);
      const trustedKeys = async () => [{ name: `your own key, ${key}`, publicKey }];
      return await tellVerdict({ path: out, packagePath: opened.folder, trustedKeys }, context);
    } finally {
      await opened.close();
    }
  },
};

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
