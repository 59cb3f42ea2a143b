import type { ResourceType } from '@medplum/fhirtypes';
import type { FhirClient, ResourceOf } from './fhir-client.ts';

/** So many are asked for at once. */
const atOnce = 100;

/**
 * Of these logical ids, the resources that whoever asks may see, as they are now and in the order of the ids. What a service has learned by itself, with
 * rights of its own, is shown to a caller only after this: an id that the caller may not see, or that is gone, is left out.
 *
 * @param client - one of the caller's, over the record handle of the request that is answered
 * @throws FhirError 403 if the caller may see none of this type at all, which is to be told as withheld
 */
export async function readAgain<Type extends ResourceType>(
  client: FhirClient,
  type: Type,
  ids: readonly string[],
): Promise<readonly ResourceOf<Type>[]> {
  const asked = [...new Set(ids)];
  const found = new Map<string | undefined, ResourceOf<Type>>();
  // Also of nobody: whoever may see none of this type shall not learn from an empty list that there is none.
  for (let from = 0; from === 0 || from < asked.length; from += atOnce) {
    const some = asked.slice(from, from + atOnce);
    const { matches } = await client.search(type, { _id: some.length === 0 ? 'none' : some.join(','), _count: atOnce });
    for (const one of matches) found.set(one.id, one);
  }
  return asked.flatMap((id) => found.get(id) ?? []);
}
