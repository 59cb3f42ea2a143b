import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts';
import type { ParsedResource } from '../json/parsed-resource.ts';
import type { ElementKey, Structure } from '../structure/structure.ts';
import { structureOf } from '../structure/structure-of.ts';
import { elementOrder } from './element-order.ts';
import { escapeXml } from './escape-xml.ts';
import { fhirNamespace } from './namespaces.ts';
import { narrativeMarkup } from './narrative-markup.ts';
import { notXml } from './not-xml.ts';

/** How {@link xmlFromJson} writes. */
export interface XmlFromJsonOptions {
  /** One element a line, indented by two spaces, narratives excepted. Default false. */
  readonly pretty?: boolean;
}

/**
 * Writes a resource as XML (https://hl7.org/fhir/R4/xml.html): elements in the order of their definition, decimals with the digits they
 * were read with, narratives as XHTML.
 *
 * Takes what R4 defines, but does not validate it.
 *
 * @throws BaseplateError `input-invalid` for what XML cannot carry: members R4 does not define, nulls that stand for nothing, the two
 * characters XML does not allow (U+FFFE, U+FFFF), a narrative that is not well-formed.
 */
export function xmlFromJson(
  { resource, digits }: Pick<ParsedResource, 'resource' | 'digits'>,
  options: XmlFromJsonOptions = {},
): string {
  const { pretty = false } = options;
  const parts: string[] = ['<?xml version="1.0" encoding="UTF-8"?>'];

  function writeResource(object: JsonObject, indent: string, namespace: string): void {
    const name = object.resourceType;
    const structure = typeof name === 'string' ? structureOf(name) : undefined;
    if (structure?.kind !== 'resource' || structure.abstract) throw notXml('unknown-type');
    parts.push(indent, '<', structure.name, namespace, '>');
    writeMembers(object, structure, indent);
    parts.push(indent, '</', structure.name, '>');
  }

  function writeMembers(object: JsonObject, structure: Structure, indent: string): void {
    const inner = pretty ? `${indent}  ` : '';
    for (const key of elementOrder(object, structure)) {
      const found = structure.keys.get(key);
      if (found === undefined) throw notXml('unknown-element');
      writeElement(object, key, found, inner);
    }
  }

  function writeElement(object: JsonObject, key: string, { type }: ElementKey, indent: string): void {
    const structure = structureOf(type.code);
    if (structure === undefined) throw notXml('unknown-element');
    const value = object[key];
    if (structure.kind === 'primitive-type') {
      writePrimitives(object, key, structure, indent);
      return;
    }
    for (const one of Array.isArray(value) ? value : [value]) {
      if (!isJsonObject(one)) throw notXml('not-an-element');
      writeObject(one, key, structure, indent);
    }
  }

  function writeObject(object: JsonObject, name: string, structure: Structure, indent: string): void {
    if (structure.kind === 'resource') {
      parts.push(indent, '<', name, '>');
      writeResource(object, pretty ? `${indent}  ` : '', '');
      parts.push(indent, '</', name, '>');
      return;
    }
    parts.push(indent, '<', name, attribute('id', object.id));
    if (structure.name === 'Extension') parts.push(attribute('url', object.url));
    const begun = parts.push('>');
    writeMembers(object, structure, indent);
    if (parts.length === begun) parts[begun - 1] = '/>';
    else parts.push(indent, '</', name, '>');
  }

  function writePrimitives(object: JsonObject, key: string, structure: Structure, indent: string): void {
    const values = object[key];
    const extras = object[`_${key}`];
    if (!Array.isArray(values) && !Array.isArray(extras)) {
      writePrimitive(key, values, written(object, key, values), extras, structure, indent);
      return;
    }
    const one = Array.isArray(values) ? values : [];
    const other = Array.isArray(extras) ? extras : [];
    for (let index = 0; index < Math.max(one.length, other.length); index += 1) {
      writePrimitive(key, one[index], written(one, index, one[index]), other[index], structure, indent);
    }
  }

  function writePrimitive(
    name: string,
    value: JsonValue | undefined,
    text: string,
    extras: JsonValue | undefined,
    structure: Structure,
    indent: string,
  ): void {
    if (structure.name === 'xhtml' && typeof value === 'string') {
      const markup = narrativeMarkup(value);
      if (markup === undefined) throw notXml('narrative');
      parts.push(indent, markup);
      return;
    }
    const more = isJsonObject(extras) ? extras : undefined;
    const isMissing = value === undefined || value === null;
    if (isMissing && more === undefined) throw notXml('not-an-element');
    parts.push(indent, '<', name, attribute('id', more?.id), isMissing ? '' : ` value="${text}"`);
    const begun = parts.push('>');
    const element = structureOf('Element');
    if (more !== undefined && element !== undefined) writeMembers(more, element, indent);
    if (parts.length === begun) parts[begun - 1] = '/>';
    else parts.push(indent, '</', name, '>');
  }

  function attribute(name: string, value: JsonValue | undefined): string {
    if (value === undefined) return '';
    if (typeof value !== 'string') throw notXml('not-an-element');
    return ` ${name}="${escapeXml(value)}"`;
  }

  function written(container: object, key: string | number, value: JsonValue | undefined): string {
    if (typeof value === 'number') return digits.digitsOf(container, key) ?? JSON.stringify(value);
    if (typeof value === 'object' && value !== null) throw notXml('not-an-element');
    return escapeXml(String(value));
  }

  writeResource(resource, pretty ? '\n' : '', ` xmlns="${fhirNamespace}"`);
  const xml = parts.join('');
  if (/[\uFFFE\uFFFF]/.test(xml)) throw notXml('character');
  return xml;
}
