import type { DigitalService } from '@baseplate-epr/contracts';
import type { Kit } from '../kit/kit.ts';
import { moduleCases } from '../kit/module-cases.ts';
import { accessibilityCases } from './cases/accessibility-cases.ts';
import { assetCases } from './cases/asset-cases.ts';
import { eventCases } from './cases/event-cases.ts';
import { formCases } from './cases/form-cases.ts';
import { fragmentCases } from './cases/fragment-cases.ts';
import { interfaceCases } from './cases/interface-cases.ts';
import { manifestCases } from './cases/manifest-cases.ts';
import { readingCases } from './cases/reading-cases.ts';
import { recordCases } from './cases/record-cases.ts';
import type { ServiceWorld } from './service-world.ts';

/** The promises of digital-service, version 1, tried with a running record that is handed in. */
export function digitalServiceKit(world: ServiceWorld): Kit<DigitalService> {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    cases: [
      ...moduleCases<DigitalService>('digital-service', 1),
      ...manifestCases,
      ...assetCases(world),
      ...fragmentCases(world),
      ...recordCases(world),
      ...readingCases(world),
      ...eventCases(world),
      ...accessibilityCases(world),
      ...interfaceCases(world),
      // Last, since they write.
      ...formCases(world),
    ],
  };
}
