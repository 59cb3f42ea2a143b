import { writeFile } from 'node:fs/promises';
import { createSigningKey, signingKeyOf } from '@baseplate-epr/certificate';
import { BaseplateError } from '@baseplate-epr/contracts';
import { readBytes } from '../certificate/read-bytes.ts';
import type { Command } from '../command.ts';

/** Where the private key is kept unless said otherwise. */
export const defaultKeyFile = 'baseplate.key.pem';

/** `baseplate key`: makes a key pair that signs certificates; tells the public half of one that is there. */
export const keyCommand: Command = {
  name: 'key',
  summary: 'Make a key pair that signs certificates',
  options: [
    { name: 'out', value: 'FILE', description: `Where to keep the private key (default: ${defaultKeyFile})` },
    { name: 'public', description: 'Tell the public half of the key that is there, alone on its line, to hand out' },
  ],
  async run({ options, flags }, { terminal }) {
    const file = options.out ?? defaultKeyFile;
    if (flags.has('public')) {
      terminal.answer(signingKeyOf(String(await readBytes(file, 'The signing key'))).publicKey);
      return 0;
    }
    const { privatePem, publicKey, keyId } = createSigningKey();
    try {
      await writeFile(file, privatePem, { flag: 'wx', mode: 0o600 });
    } catch (cause) {
      const isThere = (cause as NodeJS.ErrnoException).code === 'EEXIST';
      throw new BaseplateError({
        code: 'storage-unavailable',
        message: isThere
          ? `${file} is there already, and a key is never overwritten: what it signed could not be signed again. Its public half is told by baseplate key --public; for a new key choose another file with --out.`
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
