import { isFhirId, type JsonValue, parseResource } from '@baseplate-epr/fhir';
import { badValue } from '../error/refusals.ts';
import { requireType } from '../read/read-version.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { WriteResult } from '../session/record-version.ts';
import type { PutBinaryOptions } from '../session/write-types.ts';
import { carryOut } from '../write/carry-out.ts';
import { planCreate } from '../write/create-resource.ts';
import { newId } from '../write/new-id.ts';
import { checkResource } from '../write/read-resource.ts';
import { planUpdate } from '../write/update-resource.ts';
import { describeBinary, protectionOf } from './describe-binary.ts';
import { requireNoPlaceholder } from './store-data.ts';

/** Keeps raw bytes as a Binary; see `RecordSession.putBinary`. Access is checked before a byte is read. */
export async function putBinary(parts: RecordParts, caller: Caller, options: PutBinaryOptions): Promise<WriteResult> {
  try {
    return await put(parts, caller, options);
  } catch (error) {
    if (!options.content.locked) await options.content.cancel();
    throw error;
  }
}

async function put(parts: RecordParts, caller: Caller, options: PutBinaryOptions): Promise<WriteResult> {
  const { id, content } = options;
  const interaction = id === undefined ? 'create' : 'update';
  await requireType(caller, 'Binary', interaction, interaction);
  if (id !== undefined && !isFhirId(id)) {
    throw badValue('The id is not one that FHIR allows: 1 to 64 letters, digits, hyphens and dots.');
  }
  // Validated without data first: a content type that FHIR does not allow should not cost an upload.
  const describe = (protection?: JsonValue) => {
    const described = parseResource(describeBinary(options, protection));
    requireNoPlaceholder(described.text);
    return checkResource(described, { type: 'Binary' }, parts.profiles.forWrites);
  };
  const read = describe();
  const kept = await parts.documents.put({ content, limit: parts.limits.binaryBytes });
  const key = { type: 'Binary', id: id ?? newId((size) => parts.context.randomBytes(size)) };
  const match = options.ifMatch === undefined ? {} : { ifMatch: options.ifMatch };
  return carryOut(parts, caller, {
    action: interaction,
    key: `Binary/${key.id}`,
    plan: async () => {
      if (id === undefined) return planCreate(parts, caller, key, { ...read, document: kept }, []);
      const protection = options.securityContext === undefined ? await protectionOf(parts, id) : undefined;
      const stored = { ...(protection === undefined ? read : describe(protection)), document: kept };
      return planUpdate(parts, caller, { ...key, ...match }, stored);
    },
  });
}
