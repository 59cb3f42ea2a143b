import type { Predicate } from '@baseplate-epr/contracts';
import { isResourceType } from '../../fhirpath/type-model.ts';
import { resourceTypes } from '../../structure/resource-types.ts';
import { withinContained } from '../contained/within-contained.ts';
import { anyOf } from './combine-predicates.ts';
import { conditionsIn, requireFewConditions } from './conditions-in.ts';
import { missingParameter, type SearchContext, type Unsupported, unsupported } from './search-context.ts';
import { searchError } from './search-error.ts';

/** One hop of a chain. */
export interface Hop {
  readonly context: SearchContext;
  /** The type that refers. */
  readonly type: string;
  /** Its reference parameter. */
  readonly reference: string;
  /** The type referred to, where the search names it. */
  readonly target?: string;
}

/** What refers to something of which this holds; each type referred to is asked in its own words, and those that have none are left out. Contained resources are asked too. */
export function followReference(
  { context, type: source, reference, target }: Hop,
  whereOf: (type: string) => Predicate | Unsupported,
): Predicate | Unsupported {
  const parameter = context.registry.parameter(source, reference);
  if (parameter?.type !== 'reference')
    return missingParameter(context, source, reference, 'The chain does not begin with a reference parameter.');
  if (target !== undefined && !isResourceType(target)) return unsupported('The chain names no resource type.', true);
  const open = parameter.targets.length === 0 || parameter.targets.includes('Resource');
  const targets = target === undefined ? (open ? [...resourceTypes] : parameter.targets) : [target];
  const inside: Predicate[] = [];
  const groups = new Map<string, { readonly types: string[]; readonly where: Predicate }>();
  let conditions = 0;
  const count = (part: Predicate) => {
    conditions += conditionsIn(part);
    requireFewConditions(context, conditions);
  };
  let reason: Unsupported | undefined;
  for (const type of targets) {
    countBranch(context, parameter.name);
    const where = whereOf(type);
    if (where.kind === 'unsupported') {
      reason ??= where;
      continue;
    }
    if (context.contained) {
      const contained = withinContained(parameter.name, type, where);
      count(contained);
      inside.push(contained);
    }
    const key = JSON.stringify(where);
    const known = groups.get(key);
    if (known === undefined) count(where);
    const group = known ?? { types: [], where };
    group.types.push(type);
    groups.set(key, group);
  }
  if (groups.size === 0) return reason ?? unsupported('The chain leads nowhere.');
  const chains = [...groups.values()].map(
    (group): Predicate => ({ kind: 'chained', parameter: parameter.name, ...group }),
  );
  return anyOf([...chains, ...inside.filter(({ kind }) => kind !== 'none')]);
}

/** A chain through references to anything multiplies with each hop. */
function countBranch(context: SearchContext, name: string): void {
  context.branches.left -= 1;
  if (context.branches.left >= 0) return;
  throw searchError(name, 'leads through too many types of resources. Name the type, as in “subject:Patient.name”.');
}
