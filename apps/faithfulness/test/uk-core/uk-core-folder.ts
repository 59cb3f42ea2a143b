import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of UK Core's definitions and examples; undefined, and told, where it is not at hand. */
export function ukCoreFolder(): string | undefined {
  const beside = fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
  const folder = join(process.env.BASEPLATE_SHARED_DATA || beside, 'nhs/uk-core');
  if (existsSync(join(folder, 'structuredefinitions'))) return folder;
  console.log(
    `UK Core was NOT checked: there is no ${folder}. Name the folder of shared data in BASEPLATE_SHARED_DATA.`,
  );
  return undefined;
}
