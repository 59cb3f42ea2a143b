import { isJsonObject, type JsonValue } from '../json/json-value.ts';
import { parseReference } from '../reference/parse-reference.ts';
import { plainReferenceSlash } from '../reference/plain-reference.ts';
import { resourceTypes } from '../structure/resource-types.ts';
import type { ValueRule } from './check.ts';
import { fault, note, type ValidationRun } from './validation-run.ts';

/** The rule that a Reference points at one of these resource types, where its type is evident. */
export function referenceTargetRule(targets: readonly string[]): ValueRule {
  const allowed = new Set(targets);
  const rule = `The reference must point at ${targets.join(', ')}.`;
  return (value, run) => {
    const type = isJsonObject(value) ? evidentType(value.reference ?? value.type, run) : undefined;
    if (type !== undefined && resourceTypes.has(type) && !allowed.has(type)) fault(run, 'value', rule);
  };
}

/** Rules of every Reference: its text has a known form (or, where it says whose a resource is, must have one), and a fragment names a contained resource (ref-1). */
export function referenceRule(value: JsonValue, run: ValidationRun): void {
  const { reference, type } = isJsonObject(value) ? value : {};
  if (typeof reference !== 'string' || reference === '') return;
  if (type !== undefined) checkType(type, evidentType(reference, run), run);
  const parsed = parseReference(reference);
  if (parsed?.kind === 'fragment') checkFragment(parsed.id, run);
  else if (parsed === undefined) {
    // Whoever sends a result about nobody should hear of it; of whom else it names, a copy may say what it says.
    const element = run.path.at(-1);
    const whose = element === 'subject' || element === 'patient';
    note(run, whose ? 'error' : 'warning', 'value', whose ? nobody : unknownForm, 'reference');
  } else if ((parsed.kind === 'resource' || parsed.kind === 'conditional') && !resourceTypes.has(parsed.type)) {
    fault(run, 'value', 'The reference names a type that is not an R4 resource type.', 'reference');
  }
}

/** “If both … are populated and Reference.reference is a FHIR URL, both SHALL be consistent”; a word that is no resource type says nothing. */
function checkType(said: JsonValue, evident: string | undefined, run: ValidationRun): void {
  if (typeof said !== 'string' || said === evident || evident === undefined) return;
  if (!resourceTypes.has(said) || !resourceTypes.has(evident)) return;
  fault(run, 'value', 'The type is another than the reference points at; make the two agree, or leave it out.', 'type');
}

const unknownForm = 'The reference should be Type/id, an absolute URL, a URN, or # and the id of a contained resource.';
const nobody =
  'The reference says whose this is, and points nowhere; write it as Type/id (such as Patient/1), an absolute URL, or a URN.';

function checkFragment(id: string, run: ValidationRun): void {
  run.scope?.referenced.add(id);
  if (id === '' ? run.contained : run.scope?.types.has(id)) return;
  fault(
    run,
    'value',
    'The reference names a contained resource that is not there; contain it, or name another.',
    'reference',
  );
}

/**
 * The type that the text of a reference names. A URN says nothing; within a Bundle its entry does.
 */
export function evidentType(value: JsonValue | undefined, run: ValidationRun): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (value.startsWith('#')) return run.scope?.types.get(value.slice(1));
  const entry = run.bundle?.get(value);
  if (typeof entry?.resourceType === 'string') return entry.resourceType;
  const slash = plainReferenceSlash(value);
  if (slash > 1) return value.slice(0, slash);
  const match = /(?:^|\/)([A-Z][A-Za-z]+)(?:\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?|\?.*)?$/.exec(
    value,
  );
  return match?.[1];
}
