import type { Predicate } from '@baseplate-epr/contracts';
import { allOf, anyOf } from '../query/combine-predicates.ts';
import { followReference } from '../query/follow-reference.ts';
import { parameterPredicate } from '../query/parameter-predicate.ts';
import { type SearchContext, type Unsupported, unsupported } from '../query/search-context.ts';
import { searchError } from '../query/search-error.ts';
import { filterComparison, oneValue } from './filter-comparison.ts';
import type { FilterExpression, FilteredStep } from './filter-expression.ts';

/** What is being compiled. */
interface FilterTask {
  readonly context: SearchContext;
  readonly type: string;
  /** Hops taken so far. */
  readonly depth: number;
}

/** A `_filter` as predicates; if any part of it cannot be applied, the whole is refused, or it would find too much. */
export function filterExpressionPredicate(task: FilterTask, filter: FilterExpression): Predicate | Unsupported {
  switch (filter.kind) {
    case 'not': {
      const inner = filterExpressionPredicate(task, filter.filter);
      return inner.kind === 'unsupported' ? inner : { kind: 'not', predicate: inner };
    }
    case 'comparison':
      return filter.steps.length === 0
        ? comparison(task, filter)
        : afterStep(task, filter.steps, (inner) => comparison(inner, filter));
    default: {
      const left = filterExpressionPredicate(task, filter.left);
      const right = filterExpressionPredicate(task, filter.right);
      if (left.kind === 'unsupported') return left;
      if (right.kind === 'unsupported') return right;
      return filter.kind === 'and' ? allOf([left, right]) : anyOf([left, right]);
    }
  }
}

function comparison(
  task: FilterTask,
  { path, operator, value }: FilterExpression & { kind: 'comparison' },
): Predicate | Unsupported {
  if (
    path
      .split('.')
      .at(-1)
      ?.replace(/^_has:.*:/, '')
      .includes(':')
  ) {
    return unsupported('A filter has operators in place of modifiers.', true);
  }
  const found = parameterPredicate({
    ...task,
    name: path,
    value: oneValue(value),
    leaf: (leaf) => filterComparison(leaf, operator, value),
    leafIsEquality: operator === 'eq',
  });
  return found.kind === 'unsupported' ? { ...found, refuse: true } : found;
}

/** `subject[name co "x"].birthdate ge 1980`: both are asked of the same resource. */
function afterStep(
  task: FilterTask,
  [step, ...steps]: readonly FilteredStep[],
  last: (task: FilterTask) => Predicate | Unsupported,
): Predicate | Unsupported {
  if (step === undefined) return last(task);
  const { context, type, depth } = task;
  if (depth >= context.limits.chainDepth) {
    throw searchError('_filter', `has a chain of more than ${context.limits.chainDepth} hops. Shorten it.`);
  }
  const found = followReference({ context, type, reference: step.name }, (target) => {
    const inner = { context, type: target, depth: depth + 1 };
    const filter = filterExpressionPredicate(inner, step.filter);
    if (filter.kind === 'unsupported') return filter;
    const rest = afterStep(inner, steps, last);
    return rest.kind === 'unsupported' ? rest : allOf([filter, rest]);
  });
  return found.kind === 'unsupported' ? { ...found, refuse: true } : found;
}
