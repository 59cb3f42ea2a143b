import type { ElementDefinition } from '../structure/structure.ts';
import type { ValidationRun } from '../validation/validation-run.ts';
import { breach } from './breach.ts';
import type { CompileItem } from './child-checks.ts';
import type { CompileScope } from './compile-scope.ts';
import type { ConstraintNode, Slicing } from './constraint-node.ts';
import type { Item, ItemCheck } from './item.ts';
import { type SliceMatch, sliceMatch } from './slice-match.ts';
import { saidAbout, withBackground } from './with-background.ts';

/** Sorts the values of one element of one object into slices. */
export interface SliceSorter {
  /** Takes the next value; the path leads to it. */
  put(item: Item, run: ValidationRun): void;
  /** After the last value; the path leads to the element. */
  end(run: ValidationRun): void;
}

interface Slice {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly matches: SliceMatch;
  readonly check: ItemCheck;
  /** For slices of the slice. */
  readonly inner: (() => SliceSorter) | undefined;
}

/**
 * Compiles the slices of an element: https://hl7.org/fhir/R4/profiling.html#slicing
 *
 * A value belongs to the first slice whose discriminators it meets.
 */
export function sliceSorter(
  node: ConstraintNode,
  element: ElementDefinition,
  scope: CompileScope,
  compileItem: CompileItem,
): () => SliceSorter {
  const slicing = saidAbout(node).find((one) => one.slicing !== undefined)?.slicing ?? impliedSlicing(element);
  const slices: Slice[] = [];
  for (const [name, own] of node.slices) {
    // What holds for every value helps to tell what a slice within a slice is.
    const slice = withBackground(own, [node]);
    const matches = slicing && sliceMatch(slice, slicing.discriminators, element, scope);
    if (matches === undefined) {
      scope.problem(`Its slice ${element.path}:${name} is not checked: it does not say what tells it from others.`);
      continue;
    }
    slices.push({
      name,
      min: slice.min ?? 0,
      max: slice.max ?? extensionMaximum(slice, element, scope),
      matches,
      check: compileItem(slice, element, scope),
      inner: slice.slices.size > 0 ? sliceSorter(slice, element, scope, compileItem) : undefined,
    });
  }
  const isComplete = slices.length === node.slices.size;
  return () => sorterOf(slices, { ...openSlicing, ...slicing, ...(isComplete ? {} : { rules: 'open' }) }, scope.url);
}

const openSlicing: Slicing = { discriminators: [], ordered: false, rules: 'open' };

/** R4 slices extensions by URL everywhere, and a choice by its type. */
function impliedSlicing(element: ElementDefinition): Slicing | undefined {
  if (element.types[0]?.code === 'Extension') {
    return { ...openSlicing, discriminators: [{ type: 'value', path: 'url' }] };
  }
  return element.isChoice ? { ...openSlicing, discriminators: [{ type: 'type', path: '$this' }] } : undefined;
}

/** An extension may stand as often as its own definition says, where the profile does not say. */
function extensionMaximum(slice: ConstraintNode, element: ElementDefinition, scope: CompileScope): number {
  const [url] = element.types[0]?.code === 'Extension' ? (slice.types?.[0]?.profiles ?? []) : [];
  return (url === undefined ? undefined : scope.profile(url)?.tree.max) ?? Number.POSITIVE_INFINITY;
}

function sorterOf(slices: readonly Slice[], { ordered, rules }: Slicing, url: string): SliceSorter {
  const counts = new Array<number>(slices.length).fill(0);
  const inner = slices.map((slice) => slice.inner?.());
  let last = -1;
  let unmatched = false;
  return {
    put(item, run) {
      const at = slices.findIndex(({ matches }) => matches(item, run));
      const slice = slices[at];
      if (slice === undefined) {
        unmatched = true;
        if (rules === 'closed')
          breach(run, 'invariant', `The profile ${url} allows no other values here than its slices.`);
        return;
      }
      const count = (counts[at] ?? 0) + 1;
      counts[at] = count;
      if (count > slice.max) {
        const allowed = slice.max === 0 ? 'no' : `at most ${slice.max}`;
        breach(run, 'invariant', `The profile ${url} allows ${allowed} ${slice.name} here.`);
      }
      if (rules === 'openAtEnd' && unmatched) {
        breach(run, 'invariant', `The profile ${url} allows other values only after its slices.`);
      }
      if (ordered && at < last) breach(run, 'invariant', `The profile ${url} wants its slices in order.`);
      last = Math.max(last, at);
      slice.check(item, run);
      inner[at]?.put(item, run);
    },
    end(run) {
      for (const [at, slice] of slices.entries()) {
        const count = counts[at] ?? 0;
        if (count < slice.min) {
          breach(run, 'required', `The profile ${url} wants at least ${slice.min} ${slice.name} here.`);
        }
        if (count > 0) inner[at]?.end(run);
      }
    },
  };
}
