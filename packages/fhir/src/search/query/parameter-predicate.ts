import type { Predicate } from '@baseplate-epr/contracts';
import { removedItemParameter } from '../entry/removed-items.ts';
import { filterExpressionPredicate } from '../filter/filter-expression-predicate.ts';
import { readFilter } from '../filter/read-filter.ts';
import { allOf, anyOf } from './combine-predicates.ts';
import { currentLists } from './current-lists.ts';
import { followReference } from './follow-reference.ts';
import { parameterName } from './parameter-name.ts';
import { plainPredicate } from './plain-predicate.ts';
import { missingParameter, type SearchContext, type Unsupported, unsupported } from './search-context.ts';
import { searchError } from './search-error.ts';
import { splitValue, unescapeValue } from './split-value.ts';
import { isTextParameter, textQuery } from './text-query.ts';
import type { ValueTask } from './value-alternatives.ts';

/** One parameter of a search, for one resource type (`Resource`: what every type has). */
export interface ParameterTask {
  readonly context: SearchContext;
  readonly type: string;
  /** With modifiers and chains. */
  readonly name: string;
  readonly value: string;
  /** Hops taken so far. */
  readonly depth: number;
  /** What becomes of the parameter at the end of the chain; by default it is compared with the value as a search says. */
  readonly leaf?: (task: ValueTask) => Predicate | Unsupported;
  /** What {@link leaf} asks is whether it equals the value: the only question that lists and words answer. */
  readonly leafIsEquality?: boolean;
}

/** What a parameter asks for: chains, reverse chains and plain parameters. */
export function parameterPredicate(task: ParameterTask): Predicate | Unsupported {
  const { context, type } = task;
  const name = parameterName(task.name);
  if (name.kind !== 'plain' && task.depth >= context.limits.chainDepth) {
    throw searchError(name.reference, `starts a chain of more than ${context.limits.chainDepth} hops. Shorten it.`);
  }
  if (name.kind === 'has') return reverseChain(task, name);
  if (name.kind === 'chain') {
    const { reference, rest, type: target } = name;
    return followReference({ context, type, reference, ...(target === undefined ? {} : { target }) }, (found) =>
      parameterPredicate({ ...task, type: found, name: rest, depth: task.depth + 1 }),
    );
  }
  // What takes no modifier cannot be left out with one: the rest would find what was to be excluded.
  if ((name.name === '_filter' || name.name === '_list') && name.modifier !== undefined) {
    return unsupported('It takes no modifier.', true);
  }
  if (name.name === '_filter' && task.leaf === undefined) {
    return filterExpressionPredicate(task, readFilter(task.value));
  }
  const isList = name.name === '_list';
  if ((isList || isTextParameter(name.name)) && task.leaf !== undefined && task.leafIsEquality !== true) {
    return unsupported('A filter can compare it by “eq” only.', true);
  }
  if (isTextParameter(name.name)) return textQuery(context, name.name, name.modifier, task.value);
  if (isList) return listPredicate({ context, type, name: name.name, value: task.value, depth: task.depth });
  const parameter = context.registry.parameter(type, name.name);
  if (name.name === '_query') return unsupported('There are no named queries here.', true);
  if (!parameter)
    return missingParameter(context, type, name.name, 'It is not a search parameter of this type of resource.');
  const { modifier } = name;
  return (task.leaf ?? plainPredicate)({ context, type, parameter, modifier, value: task.value });
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

/** `_list=42`: the items of a List, and `_list=$current-allergies`: what is on it by its own statuses. */
function listPredicate(task: ParameterTask): Predicate | Unsupported {
  const ids: string[] = [];
  const lists: Predicate[] = [];
  for (const id of splitValue(task.value, ',').map(unescapeValue)) {
    if (!id.startsWith('$')) {
      ids.push(id);
      continue;
    }
    if (!Object.hasOwn(currentLists, id)) {
      return unsupported(`The functional lists are ${Object.keys(currentLists).join(', ')}.`, true);
    }
    const current = currentList(task, id);
    if (current.kind === 'unsupported') return current;
    lists.push(current);
  }
  return anyOf([...ids.map(onList), ...lists]);
}

/** What a List names, but for what it marks as deleted. */
function onList(id: string): Predicate {
  const named = (parameter: string): Predicate => ({
    kind: 'reverseChained',
    type: 'List',
    parameter,
    where: { kind: 'id', ids: [id] },
  });
  return allOf([named('item'), { kind: 'not', predicate: named(removedItemParameter) }]);
}

/** What is on a functional list; in a search of every type, what is of one of its types. */
function currentList(task: ParameterTask, id: string): Predicate | Unsupported {
  const kinds: Predicate[] = [];
  for (const [type, conditions] of Object.entries(currentLists[id] ?? {})) {
    if (task.type !== type && task.type !== 'Resource') continue;
    const all: Predicate[] = task.type === type ? [] : [{ kind: 'type', types: [type] }];
    for (const condition of conditions) {
      const any: Predicate[] = [];
      for (const [name, value] of condition) {
        const part = parameterPredicate({ ...task, type, name, value });
        if (part.kind === 'unsupported') return part;
        any.push(part);
      }
      all.push(anyOf(any));
    }
    kinds.push(allOf(all));
  }
  return anyOf(kinds);
}
