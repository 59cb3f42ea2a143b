import type { Include, SortKey } from '@baseplate-epr/contracts';
import { includeList } from './include-list.ts';
import type { ParsedSearch } from './parsed-search.ts';
import { type SearchContext, type Unsupported, unsupported } from './search-context.ts';
import { searchError } from './search-error.ts';
import { sortKeys } from './sort-keys.ts';

/** What the result parameters of a search have said so far: https://hl7.org/fhir/R4/search.html#return. */
export interface ResultDraft {
  sort: readonly SortKey[];
  count?: number;
  total?: NonNullable<ParsedSearch['total']>;
  includes: Include[];
  summary?: NonNullable<ParsedSearch['summary']>;
  elements?: readonly string[];
  contained?: NonNullable<ParsedSearch['contained']>;
  cursor?: string;
}

interface ResultTask {
  readonly context: SearchContext;
  readonly types: readonly string[];
  readonly draft: ResultDraft;
  readonly modifier: string | undefined;
  readonly value: string;
}

type Reader = (task: ResultTask) => Unsupported | undefined;

const readers: Readonly<Record<string, Reader>> = {
  _sort: ({ context, types, draft, value }) => {
    const keys = sortKeys(context, types, value, draft.sort);
    if ('kind' in keys) return keys;
    draft.sort = keys;
    return undefined;
  },
  _count: ({ context, draft, value }) => {
    if (!/^\d{1,9}$/.test(value)) throw searchError('_count', 'needs a whole number from 0 up.');
    draft.count = Math.min(Number(value), context.limits.count);
    return undefined;
  },
  _total: ({ draft, value }) => {
    draft.total = oneOf('_total', value, ['none', 'estimate', 'accurate']);
    return undefined;
  },
  _include: (task) => include(task, 'forward'),
  _revinclude: (task) => include(task, 'reverse'),
  _summary: ({ draft, value }) => {
    draft.summary = oneOf('_summary', value, ['true', 'text', 'data', 'count', 'false']);
    return undefined;
  },
  _elements: ({ draft, value }) => {
    const names = value.split(',').map((name) => name.trim());
    draft.elements = [...(draft.elements ?? []), ...names.filter((name) => name !== '')];
    return undefined;
  },
  _contained: ({ draft, value }) => {
    draft.contained = oneOf('_contained', value, ['true', 'false', 'both']);
    return value === 'false' ? undefined : unsupported('Contained resources are not searched on their own.');
  },
  _containedType: ({ value }) => {
    oneOf('_containedType', value, ['container', 'contained']);
    return unsupported('Contained resources are not searched on their own.');
  },
  _cursor: ({ draft, value }) => {
    draft.cursor = value;
    return undefined;
  },
};

const repeatable = new Set(['_sort', '_include', '_revinclude', '_elements']);

/** True for a parameter that shapes the answer rather than choosing what is in it; `name` without its modifier. */
export function isResultParameter(name: string): boolean {
  return Object.hasOwn(readers, name);
}

/** Takes one result parameter into the draft. */
export function readResultParameter(
  task: Omit<ResultTask, 'modifier'> & { readonly name: string; readonly seen: Set<string> },
): Unsupported | undefined {
  const colon = task.name.indexOf(':');
  const name = colon < 0 ? task.name : task.name.slice(0, colon);
  const modifier = colon < 0 ? undefined : task.name.slice(colon + 1);
  const reader = readers[name];
  if (!reader) return unsupported('It is not a parameter of a search.');
  if (modifier !== undefined && name !== '_include' && name !== '_revinclude') {
    return unsupported('It takes no modifier.', true);
  }
  if (task.seen.has(name) && !repeatable.has(name)) throw searchError(name, 'is given twice. Give it once.');
  task.seen.add(name);
  return reader({ ...task, modifier });
}

function include(task: ResultTask, direction: Include['direction']): Unsupported | undefined {
  const list = includeList(task.context, task.types, direction, task.modifier, task.value);
  if ('kind' in list) return list;
  task.draft.includes.push(...list);
  return undefined;
}

function oneOf<const T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw searchError(name, `must be one of ${allowed.join(', ')}.`);
  return found;
}
