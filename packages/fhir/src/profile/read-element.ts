import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts';
import type { Invariant } from '../structure/structure-table.ts';
import type { Binding, ConstraintNode, Discriminator, Slicing, TypeConstraint } from './constraint-node.ts';

/** What an ElementDefinition says: https://hl7.org/fhir/R4/elementdefinition.html */
export function readElement(element: JsonObject): Partial<ConstraintNode> {
  const { min, max, maxLength, slicing, binding } = element;
  const read: Partial<ConstraintNode> = {};
  if (typeof min === 'number') read.min = min;
  if (typeof max === 'string') read.max = max === '*' ? Number.POSITIVE_INFINITY : Number(max);
  if (typeof maxLength === 'number') read.maxLength = maxLength;
  const types = objectsOf(element.type).map(typeOf);
  if (types.length > 0 && types.every((type) => type !== undefined)) read.types = types;
  if (isJsonObject(binding)) Object.assign(read, bindingOf(binding));
  if (isJsonObject(slicing)) read.slicing = slicingOf(slicing);
  for (const [key, value] of Object.entries(element)) {
    if (/^fixed[A-Z]/.test(key)) read.fixed = value;
    else if (/^pattern[A-Z]/.test(key)) read.pattern = value;
    else if (/^minValue[A-Z]/.test(key)) read.minValue = value;
    else if (/^maxValue[A-Z]/.test(key)) read.maxValue = value;
  }
  const invariants = objectsOf(element.constraint).flatMap(invariantOf);
  return invariants.length > 0 ? { ...read, invariants: new Map(invariants) } : read;
}

/** Undefined for FHIRPath's own types, which say of an id or url no more than R4 does. */
function typeOf({ code, profile, targetProfile, aggregation }: JsonObject): TypeConstraint | undefined {
  if (typeof code !== 'string' || code.startsWith('http://hl7.org/fhirpath/')) return undefined;
  return {
    code,
    profiles: stringsOf(profile),
    targetProfiles: stringsOf(targetProfile),
    aggregation: stringsOf(aggregation).filter(
      (one) => one === 'contained' || one === 'referenced' || one === 'bundled',
    ),
  };
}

const strengths = new Set(['required', 'extensible', 'preferred', 'example']);

function bindingOf({ strength, valueSet }: JsonObject): { readonly binding?: Binding } {
  if (typeof strength !== 'string' || !strengths.has(strength) || typeof valueSet !== 'string') return {};
  return { binding: { strength: strength as Binding['strength'], valueSet } };
}

const discriminatorTypes = new Set(['value', 'pattern', 'type', 'profile', 'exists']);

function slicingOf({ discriminator, ordered, rules }: JsonObject): Slicing {
  return {
    discriminators: objectsOf(discriminator).flatMap(({ type, path }) =>
      typeof type === 'string' && discriminatorTypes.has(type) && typeof path === 'string'
        ? [{ type: type as Discriminator['type'], path }]
        : [],
    ),
    ordered: ordered === true,
    rules: rules === 'closed' || rules === 'openAtEnd' ? rules : 'open',
  };
}

function invariantOf({ key, severity, human, expression }: JsonObject): readonly (readonly [string, Invariant])[] {
  if (typeof key !== 'string' || typeof expression !== 'string') return [];
  const text = typeof human === 'string' ? human : key;
  return [[key, { key, severity: severity === 'warning' ? 'warning' : 'error', human: text, expression }]];
}

function objectsOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function stringsOf(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
