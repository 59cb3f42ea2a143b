import type { DigitalService } from '@baseplate-epr/contracts';
import type { Kit } from '../kit/kit.ts';
import { moduleCases } from '../kit/module-cases.ts';
import { fragmentCases } from './cases/fragment-cases.ts';
import { manifestCases } from './cases/manifest-cases.ts';
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
      ...fragmentCases(world),
      ...recordCases(world),
    ],
  };
}
