import type { Structure } from '../structure/structure.ts';
import { structureOf } from '../structure/structure-of.ts';
import { primitiveJson } from './primitive-json.ts';
import { elementReader, readElements } from './read-elements.ts';
import type { XmlElement } from './xml-element.ts';
import { xmlFault } from './xml-fault.ts';
import type { XmlReadOptions } from './xml-read-options.ts';

/**
 * The JSON text of a resource written in XML (https://hl7.org/fhir/R4/xml.html), as {@link parseResource} reads it: every digit of
 * a decimal, ids and extensions of primitives, and the narrative's markup as it was written. Comments are dropped.
 *
 * What R4 does not define is carried over, so that validation refuses it at its path, as it would in JSON: unknown elements, values of the
 * wrong kind, elements repeated that may not be. The order of elements is not checked.
 *
 * @throws BaseplateError `input-invalid` for what is not FHIR XML at all, also for any document type; `limit-exceeded`
 */
export function jsonFromXml(xml: string, options?: XmlReadOptions): string {
  return resourceJson(readElements(xml, options));
}

/** UTF-16 code units between two pauses: some milliseconds of work. */
const stretch = 16_384;

/**
 * The same, with pauses in between, so that whoever else waits for the thread has a turn.
 *
 * @param pause - called now and then while the text is read, and waited for.
 */
export async function jsonFromXmlWithPauses(
  xml: string,
  pause: () => Promise<void>,
  options?: XmlReadOptions,
): Promise<string> {
  const reader = elementReader(xml, options);
  for (let at = 0; at < xml.length; at += stretch) {
    if (at > 0) await pause();
    reader.read(xml.slice(at, at + stretch));
  }
  return resourceJson(reader.end());
}

function resourceJson(element: XmlElement): string {
  const structure = structureOf(element.name);
  const members = membersOf(element, structure?.kind === 'resource' ? structure : undefined);
  return `{${[`"resourceType":${JSON.stringify(element.name)}`, ...members].join(',')}}`;
}

/** The members of an object: its attributes and its elements, those of one name together. */
function membersOf(element: XmlElement, structure: Structure | undefined): string[] {
  const members: string[] = [];
  if (element.value !== undefined) throw xmlFault('foreign-attribute', element);
  if (element.id !== undefined && structure?.kind === 'resource') throw xmlFault('foreign-attribute', element);
  if (element.id !== undefined) members.push(`"id":${JSON.stringify(element.id)}`);
  if (element.url !== undefined) {
    if (structure !== undefined && structure.name !== 'Extension') throw xmlFault('foreign-attribute', element);
    members.push(`"url":${JSON.stringify(element.url)}`);
  }
  for (const [name, group] of Map.groupBy(element.children, (child) => child.name)) {
    const found = structure?.keys.get(name);
    const [first] = group;
    if (found !== undefined && first !== undefined && isAttribute(structure, name))
      throw xmlFault('foreign-element', first);
    const type = found === undefined ? undefined : structureOf(found.type.code);
    const isArray = found?.element.isArray === true || group.length > 1;
    if (isPrimitive(group, type)) members.push(...primitiveMembers(name, group, type, isArray));
    else
      members.push(
        `${JSON.stringify(name)}:${list(
          group.map((one) => objectJson(one, type)),
          isArray,
        )}`,
      );
  }
  return members;
}

/** An element's id and an extension's url are written as attributes only; a resource's id is an element. */
function isAttribute(structure: Structure | undefined, name: string): boolean {
  if (structure === undefined || structure.kind === 'resource') return false;
  return name === 'id' || (name === 'url' && structure.name === 'Extension');
}

/** What no structure describes is taken for a primitive if it has a value. */
function isPrimitive(group: readonly XmlElement[], type: Structure | undefined): boolean {
  if (type !== undefined) return type.kind === 'primitive-type';
  return group.some((one) => one.value !== undefined || one.xhtml !== undefined);
}

function objectJson(element: XmlElement, type: Structure | undefined): string {
  if (type?.kind !== 'resource') return `{${membersOf(element, type).join(',')}}`;
  const [resource] = element.children;
  if (resource === undefined || element.children.length > 1) throw xmlFault('not-one-resource', element);
  return resourceJson(resource);
}

/** A primitive's value stands under its name, its id and extensions under `_name`: https://hl7.org/fhir/R4/json.html#primitive */
function primitiveMembers(
  name: string,
  group: readonly XmlElement[],
  type: Structure | undefined,
  isArray: boolean,
): string[] {
  const values = group.map((one) => one.xhtml ?? one.value);
  const extras = group.map((one) => extrasOf(one));
  const members: string[] = [];
  const hasExtras = extras.some((one) => one !== undefined);
  if (!hasExtras || values.some((value) => value !== undefined)) {
    const texts = values.map((value) => (value === undefined ? 'null' : primitiveJson(value, type)));
    members.push(`${JSON.stringify(name)}:${list(texts, isArray)}`);
  }
  if (hasExtras)
    members.push(
      `${JSON.stringify(`_${name}`)}:${list(
        extras.map((one) => one ?? 'null'),
        isArray,
      )}`,
    );
  return members;
}

function extrasOf(element: XmlElement): string | undefined {
  if (element.id === undefined && element.url === undefined && element.children.length === 0) return undefined;
  return `{${membersOf({ ...element, value: undefined }, structureOf('Element')).join(',')}}`;
}

function list(texts: readonly string[], isArray: boolean): string {
  return isArray ? `[${texts.join(',')}]` : texts.join('');
}
