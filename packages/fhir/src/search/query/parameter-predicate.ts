import type { Predicate } from '@baseplate-epr/contracts';
import { isResourceType } from '../../fhirpath/type-model.ts';
import { resourceTypes } from '../../structure/resource-types.ts';
import { anyOf } from './combine-predicates.ts';
import { parameterName } from './parameter-name.ts';
import { plainPredicate } from './plain-predicate.ts';
import { missingParameter, type SearchContext, type Unsupported, unsupported } from './search-context.ts';
import { searchError } from './search-error.ts';
import { splitValue, unescapeValue } from './split-value.ts';

/** One parameter of a search, for one resource type (`Resource`: what every type has). */
export interface ParameterTask {
  readonly context: SearchContext;
  readonly type: string;
  /** With modifiers and chains. */
  readonly name: string;
  readonly value: string;
  /** Hops taken so far. */
  readonly depth: number;
}

/** What a parameter asks for: chains, reverse chains and plain parameters. */
export function parameterPredicate(task: ParameterTask): Predicate | Unsupported {
  const { context, type } = task;
  const name = parameterName(task.name);
  if (name.kind !== 'plain' && task.depth >= context.limits.chainDepth) {
    throw searchError(name.reference, `starts a chain of more than ${context.limits.chainDepth} hops. Shorten it.`);
  }
  if (name.kind === 'has') return reverseChain(task, name);
  if (name.kind === 'chain') return chain(task, name);
  if (name.name === '_list' && name.modifier === undefined) return listPredicate(task.value);
  const parameter = context.registry.parameter(type, name.name);
  if (name.name === '_query') return unsupported('There are no named queries here.', true);
  if (!parameter)
    return missingParameter(context, type, name.name, 'It is not a search parameter of this type of resource.');
  return plainPredicate({ context, type, parameter, modifier: name.modifier, value: task.value });
}

function chain(
  task: ParameterTask,
  name: { readonly reference: string; readonly type?: string; readonly rest: string },
): Predicate | Unsupported {
  const parameter = task.context.registry.parameter(task.type, name.reference);
  if (parameter?.type !== 'reference')
    return missingParameter(
      task.context,
      task.type,
      name.reference,
      'The chain does not begin with a reference parameter.',
    );
  if (name.type !== undefined && !isResourceType(name.type))
    return unsupported('The chain names no resource type.', true);
  const open = parameter.targets.length === 0 || parameter.targets.includes('Resource');
  const targets = name.type === undefined ? (open ? [...resourceTypes] : parameter.targets) : [name.type];
  const groups = new Map<string, { readonly types: string[]; readonly where: Predicate }>();
  let reason: Unsupported | undefined;
  for (const type of targets) {
    countBranch(task.context, parameter.name);
    const where = parameterPredicate({ ...task, type, name: name.rest, depth: task.depth + 1 });
    if (where.kind === 'unsupported') {
      reason ??= where;
      continue;
    }
    const key = JSON.stringify(where);
    const group = groups.get(key) ?? { types: [], where };
    group.types.push(type);
    groups.set(key, group);
  }
  if (groups.size === 0) return reason ?? unsupported('The chain leads nowhere.');
  return anyOf([...groups.values()].map((group) => ({ kind: 'chained', parameter: parameter.name, ...group })));
}

/** A chain through references to anything multiplies with each hop. */
function countBranch(context: SearchContext, name: string): void {
  context.branches.left -= 1;
  if (context.branches.left >= 0) return;
  throw searchError(name, 'leads through too many types of resources. Name the type, as in “subject:Patient.name”.');
}

function reverseChain(
  task: ParameterTask,
  name: { readonly type: string; readonly reference: string; readonly rest: string },
): Predicate | Unsupported {
  const parameter = task.context.registry.parameter(name.type, name.reference);
  if (parameter?.type !== 'reference')
    return missingParameter(
      task.context,
      name.type,
      name.reference,
      '“_has” does not name a type and a reference parameter of it.',
    );
  const where = parameterPredicate({ ...task, type: name.type, name: name.rest, depth: task.depth + 1 });
  if (where.kind === 'unsupported') return where;
  return { kind: 'reverseChained', type: name.type, parameter: parameter.name, where };
}

/** `_list=42`: the items of a List; lists such as `$current-allergies` are computed, and not kept here. */
function listPredicate(value: string): Predicate | Unsupported {
  const ids = splitValue(value, ',').map(unescapeValue);
  if (ids.some((id) => id === '' || id.startsWith('$'))) return unsupported('Functional lists are not supported.');
  return { kind: 'reverseChained', type: 'List', parameter: 'item', where: { kind: 'id', ids } };
}
