import type { Predicate } from '@baseplate-epr/contracts';

/**
 * What decides whether a predicate holds for a resource beside what it says itself. A list: what it refers to directly, if it is of one of these types,
 * and nothing otherwise. `targets`: what it refers to directly, whatever its type. `anything`: it may be any resource.
 */
export type JudgedBy = readonly string[] | 'targets' | 'anything';

const known = new WeakMap<Predicate, JudgedBy>();

/** What decides whether a predicate holds; chains inside are taken not to be subject to access, as those of access rules are. */
export function judgedBy(predicate: Predicate): JudgedBy {
  const answer = known.get(predicate) ?? judge(predicate);
  known.set(predicate, answer);
  return answer;
}

/** The same of predicates that all are asked. */
export function allJudgedBy(predicates: readonly Predicate[]): JudgedBy {
  let all: JudgedBy = [];
  for (const predicate of predicates) {
    const one = judgedBy(predicate);
    if (one === 'anything') return one;
    if (one === 'targets' || all === 'targets') all = 'targets';
    else if (one.length > 0) all = [...new Set([...all, ...one])];
  }
  return all;
}

function judge(predicate: Predicate): JudgedBy {
  switch (predicate.kind) {
    case 'reverseChained':
      return 'anything';
    case 'chained':
      return ownOnly(judgedBy(predicate.where)) ? 'targets' : 'anything';
    case 'or':
      return allJudgedBy(predicate.predicates);
    case 'and': {
      const asked = allJudgedBy(predicate.predicates);
      // A resource of none of these types is refused without asking further.
      const only = predicate.predicates.find((part) => part.kind === 'type')?.types;
      if (only === undefined || asked === 'anything') return asked;
      return asked === 'targets' ? only : only.filter((type) => asked.includes(type));
    }
    case 'not':
      return judgedBy(predicate.predicate);
    // Named one by one: a kind that comes later must say here what decides it before a page of it is remembered.
    case 'all':
    case 'none':
    case 'id':
    case 'type':
    case 'lastUpdated':
    case 'compartment':
    case 'token':
    case 'string':
    case 'range':
    case 'quantity':
    case 'reference':
    case 'uri':
    case 'text':
    case 'composite':
    case 'missing':
      return [];
  }
}

/** Whether nothing but the resource itself decides. */
export function ownOnly(judged: JudgedBy): boolean {
  return judged.length === 0;
}
