import type { DigitalService } from '@baseplate-epr/contracts';
import { askService, type Question } from './ask-service.ts';
import { typeOf } from './broken-record.ts';
import type { ServiceWorld } from './service-world.ts';

/** The types that a service reads for an answer. */
export async function typesAsked(
  service: DigitalService,
  question: Question,
  world: ServiceWorld,
): Promise<readonly string[]> {
  const types = new Set<string>();
  const record = world.record(service.manifest);
  await askService(service, question, world, {
    fetch: (input, init) => {
      const type = typeOf(input);
      if (type !== undefined) types.add(type);
      return record.fetch(input, init);
    },
  });
  return [...types];
}
