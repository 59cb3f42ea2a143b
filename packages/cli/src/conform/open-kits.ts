import { digitalServiceKit, type JudgingKit, judgingKit, kits } from '@baseplate-epr/conformance';
import type { DigitalService, ModuleContext, ModuleDeclaration } from '@baseplate-epr/contracts';
import type { OpenWorld } from './world/open-world.ts';

/** Kits for everything that can be tried. */
export interface OpenKits {
  kitOf(declaration: ModuleDeclaration): Promise<JudgingKit | undefined>;
  close(): Promise<void>;
}

/** Opens the kits. The record that services are tried with is opened when the first one is asked for. */
export function openKits(randomBytes: ModuleContext['randomBytes']): OpenKits {
  let opening: Promise<OpenWorld> | undefined;
  return {
    async kitOf({ contract, contractVersion }) {
      if (contract === 'digital-service' && contractVersion === 1) {
        // Only now: nothing but services needs a record.
        opening ??= import('./world/open-world.ts').then(({ openWorld }) => openWorld(randomBytes));
        return judgingKit<DigitalService>(digitalServiceKit(await opening));
      }
      return kits.find((kit) => kit.contract === contract && kit.contractVersion === contractVersion);
    },
    close: async () => (await opening)?.close(),
  };
}
