import type { AccessRules, RecordStore, StoredVersion } from '@baseplate-epr/contracts';
import type { Access } from './access.ts';
import { binaryAccess } from './binary-access.ts';
import { allOf, everything } from './combine-predicates.ts';

/**
 * Whether a caller may see what protects a version, if it is a Binary that has a security context. Asked before a change: scopes
 * for writing say nothing about whose content it is.
 */
export async function seesSecurityContext(
  records: RecordStore,
  access: Access,
  { type, id, deleted }: StoredVersion,
): Promise<boolean> {
  if (type !== 'Binary' || deleted || access.predicate('Binary', 'read').kind === 'all') return true;
  const reading = access.rules('read');
  const rules: AccessRules = { ...reading, byType: { ...reading.byType, Binary: everything } };
  const { unprotectedOrVisibleContext: unprotectedOrVisible } = binaryAccess((of) => access.predicate(of, 'read'));
  const where = allOf([{ kind: 'id', ids: [id] }, unprotectedOrVisible]);
  const { matches } = await records.search({ types: ['Binary'], where, access: rules, count: 1 });
  return matches.length > 0;
}
