import { writeFile } from 'node:fs/promises';
import { createSigningKey } from '@baseplate-epr/certificate';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { Command } from '../command.ts';

/** Where the private key is kept unless said otherwise. */
export const defaultKeyFile = 'baseplate.key.pem';

/** `baseplate key`: makes a key pair that signs certificates. */
export const keyCommand: Command = {
  name: 'key',
  summary: 'Make a key pair that signs certificates',
  options: [{ name: 'out', value: 'FILE', description: `Where to keep the private key (default: ${defaultKeyFile})` }],
  async run({ options }, { terminal }) {
    const file = options.out ?? defaultKeyFile;
    const { privatePem, publicKey, keyId } = createSigningKey();
    try {
      await writeFile(file, privatePem, { flag: 'wx', mode: 0o600 });
    } catch (cause) {
      const isThere = (cause as NodeJS.ErrnoException).code === 'EEXIST';
      throw new BaseplateError({
        code: 'storage-unavailable',
        message: isThere
          ? `${file} is there already, and a key is never overwritten: what it signed could not be signed again. Choose another file with --out.`
          : `The key cannot be written to ${file}. Choose a folder that is there and may be written to with --out.`,
        cause,
      });
    }
    terminal.tell(`The private key is in ${file}, for your eyes only: whoever has it signs in your name.`);
    terminal.tell(`Key id ${keyId}. A trust that believes you adds to its configuration:\n`);
    terminal.answer(`trustedKeys: [{ name: 'Your organisation', publicKey: '${publicKey}' }],`);
    return 0;
  },
};
