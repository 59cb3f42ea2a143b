import type { Predicate } from '@baseplate-epr/contracts';
import { resourceTypes } from '@baseplate-epr/fhir';

/**
 * Index parameter under which the record itself notes a Binary's `securityContext`. R4 defines no search parameter for it, so
 * no search can name it; the colon keeps it apart from any that might be defined.
 */
export const securityContextParameter = 'baseplate:security-context';

// A chain is evaluated by the store under the caller's access rules, so this says: the caller may see the context.
const visibleContext: Predicate = {
  kind: 'chained',
  parameter: securityContextParameter,
  types: [...resourceTypes].filter((type) => type !== 'Binary'),
  where: { kind: 'all' },
};

/**
 * Which Binaries may be read (R4 §2.44.2): one with a security context by whoever may see that resource, one without only by
 * a role that holds a `user/` or `system/` scope for Binary.
 */
export const binaryAccess = {
  visibleContext,
  unprotectedOrVisibleContext: {
    kind: 'or',
    predicates: [
      { kind: 'missing', parameter: securityContextParameter, entry: 'reference', missing: true },
      visibleContext,
    ],
  },
} as const satisfies Record<string, Predicate>;
