import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { OptionError } from '../options/read-options.ts';
import { otherCheckout } from './other-checkout.ts';

test('a checkout gives what starts its record; any other folder is refused in words', async () => {
  const here = fileURLToPath(new URL('../../../../', import.meta.url));
  expect(await otherCheckout(here)).toBeTypeOf('function');
  const none = otherCheckout(fileURLToPath(new URL('.', import.meta.url)));
  await expect(none).rejects.toThrow(OptionError);
  await expect(none).rejects.toThrow(/another checkout of this repository/);
});
