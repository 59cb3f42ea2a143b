import { field, listField, path, textField } from '../json/read-json.ts';

/** Where an entry of the record comes from; what nobody wrote down is `undefined`. */
export type Source = {
  /** Name of the organisation that wrote it. */
  readonly organisation: string | undefined;
  /** Name of the person who wrote it. */
  readonly person: string | undefined;
};

const writers = ['author', 'recorder', 'requester', 'performer', 'asserter', 'informationSource', 'authenticator'];

/**
 * Who wrote an entry, and for which organisation: what the entry itself names (custodian, or an organisation among its authors), else
 * the provider of its encounter, else the organisation its writer works for. `directory` holds what was fetched to answer that, in any
 * order: Encounter, PractitionerRole, Organization. Never throws.
 */
export function sourceOf(resource: unknown, directory: readonly unknown[] = []): Source {
  const named = writers.flatMap((name) => listField(resource, name)).map((entry) => field(entry, 'actor') ?? entry);
  const organisations = [field(resource, 'custodian'), ...named.filter((one) => isA(one, 'Organization'))];
  const encounters = [field(resource, 'encounter'), ...listField(field(resource, 'context'), 'encounter')];
  const people = named.filter((one) => isA(one, 'Practitioner') || isA(one, 'PractitionerRole'));
  const name = (reference: unknown): string | undefined =>
    textField(reference, 'display') ?? textField(target(reference, directory), 'name');
  const organisation = [
    () => organisations.map(name),
    () => encounters.map((encounter) => name(path(target(encounter, directory), 'serviceProvider'))),
    () => people.map((person) => name(path(roleOf(person, directory), 'organization'))),
  ]
    .flatMap((look) => look())
    .find((words) => words !== undefined);
  const person = named.filter((one) => !isA(one, 'Organization')).map((one) => textField(one, 'display'));
  return { organisation, person: person.find((words) => words !== undefined) };
}

/** References to the practitioners named as writers, each once: whose PractitionerRole would tell {@link sourceOf} the organisation. */
export function practitionersOf(resources: readonly unknown[]): readonly string[] {
  const references = resources
    .flatMap((resource) => writers.flatMap((name) => listField(resource, name)))
    .map((entry) => textField(field(entry, 'actor') ?? entry, 'reference'));
  return [...new Set(references.filter((one) => one?.startsWith('Practitioner/') === true))].filter(
    (one) => one !== undefined,
  );
}

function isA(reference: unknown, type: string): boolean {
  return textField(reference, 'reference')?.startsWith(`${type}/`) === true || textField(reference, 'type') === type;
}

function target(reference: unknown, directory: readonly unknown[]): unknown {
  const wanted = textField(reference, 'reference');
  if (wanted === undefined) return undefined;
  return directory.find((entry) => `${textField(entry, 'resourceType')}/${textField(entry, 'id')}` === wanted);
}

function roleOf(person: unknown, directory: readonly unknown[]): unknown {
  const wanted = textField(person, 'reference');
  return directory.find(
    (entry) =>
      textField(entry, 'resourceType') === 'PractitionerRole' &&
      (path(entry, 'practitioner', 'reference') === wanted || `PractitionerRole/${textField(entry, 'id')}` === wanted),
  );
}
