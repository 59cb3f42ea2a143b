import { referencedType } from '../fhirpath/referenced-type.ts';
import { elementsOf, isKnownType, isSubtype } from '../fhirpath/type-model.ts';
import { elementWriter } from './entry/element-writer.ts';
import { asObject, asText, type EntrySink, type EntryWriter } from './entry/entry-sink.ts';
import { entryWriter } from './entry/entry-writer.ts';
import { tellingPresence } from './entry/present-entry.ts';
import type { PathStep, PlainPath } from './plain-path.ts';
import type { SearchParameterType } from './search-parameter.ts';

/** Walks from one value and adds the entries found; `element` is the number of the repeating element the value lies in. */
export type Extractor = (sink: EntrySink, value: unknown, element: number) => void;

interface PathTask {
  readonly parameter: string;
  readonly type: SearchParameterType;
  readonly steps: readonly PathStep[];
  /** Paths of repeating elements whose items are numbered from 1, because composite parameters join what lies in them. */
  readonly numbered: ReadonlySet<string>;
}

/** Compiles a plain path for a resource type, or `undefined` if it can find nothing there. */
export function pathExtractor(
  resourceType: string,
  path: PlainPath,
  parameter: { readonly name: string; readonly type: SearchParameterType },
  numbered: ReadonlySet<string>,
): Extractor | undefined {
  // A path may also begin with an element, as in `name | alias`.
  const typed = isKnownType(path.root);
  if (typed && !isSubtype(resourceType, path.root)) return undefined;
  const steps: readonly PathStep[] = typed ? path.steps : [{ kind: 'member', name: path.root }, ...path.steps];
  const task = { parameter: parameter.name, type: parameter.type, steps, numbered };
  return compileStep(task, 0, resourceType, resourceType);
}

function compileStep(task: PathTask, at: number, type: string, path: string): Extractor | undefined {
  const step = task.steps[at];
  if (step === undefined) return writeStep(task, entryWriter(task.type, type));
  if (step.kind === 'member') return memberStep(task, at, type, path, step.name);
  if (step.kind === 'ofType') return isSubtype(type, step.type) ? compileStep(task, at + 1, type, path) : undefined;
  const next = compileStep(task, at + 1, type, path);
  if (!next) return undefined;
  if (step.kind === 'refersTo') {
    return (sink, value, element) => {
      if (refersTo(sink, value, step.type)) next(sink, value, element);
    };
  }
  return (sink, value, element) => {
    if (asObject(value)?.[step.field] === step.text) next(sink, value, element);
  };
}

function writeStep(task: PathTask, writer: EntryWriter | undefined): Extractor | undefined {
  if (!writer) return undefined;
  const write = task.type === 'special' ? writer : tellingPresence(writer);
  return (sink, value, element) => write(sink, task.parameter, element, value);
}

function memberStep(task: PathTask, at: number, type: string, path: string, name: string): Extractor | undefined {
  const walks = (elementsOf(type).get(name) ?? []).flatMap(({ property, type: elementType }) => {
    const elementPath = `${path}.${name}`;
    const own = at + 1 === task.steps.length ? elementWriter(task.type, type, name, elementType) : undefined;
    const next = own ? writeStep(task, own) : compileStep(task, at + 1, elementType, elementPath);
    return next ? [propertyWalk(property, next, task.numbered.has(elementPath))] : [];
  });
  if (walks.length < 2) return walks[0];
  return (sink, value, element) => {
    for (const walk of walks) walk(sink, value, element);
  };
}

function propertyWalk(property: string, next: Extractor, numbered: boolean): Extractor {
  return (sink, value, element) => {
    const found = (value as Readonly<Record<string, unknown>> | null)?.[property];
    if (found === undefined || found === null) return;
    if (!Array.isArray(found)) {
      next(sink, found, numbered ? 1 : element);
      return;
    }
    for (let index = 0; index < found.length; index += 1) {
      const item: unknown = found[index];
      if (item !== undefined && item !== null) next(sink, item, numbered ? index + 1 : element);
    }
  };
}

/** Decides `resolve() is X` from what the reference shows, without looking anything up. */
function refersTo(sink: EntrySink, value: unknown, type: string): boolean {
  const reference = asObject(value);
  // R4 also lists canonical and uri elements here; they show no type.
  const text = typeof value === 'string' ? value : asText(reference?.reference);
  const shown = text.startsWith('#') ? sink.contained.get(text.slice(1)) : referencedType(text);
  return (shown ?? reference?.type) === type;
}
