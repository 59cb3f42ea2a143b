import { type OrganisationKey, organisations } from '../data/organisations.ts';
import { type PractitionerFact, type PractitionerKey, practitioners } from '../data/practitioners.ts';
import type { Specialty } from '../data/specialties.ts';
import { type WardKey, wards } from '../data/wards.ts';
import { deterministicUuid } from '../random/deterministic-uuid.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';

/** The key of the collector that holds organisations, staff and wards: see `createResourceCollector`. */
export const organisationsKey = 'organisations';

const referenceTo = (resourceType: string, name: string, display: string): ResourceReference => ({
  reference: `${resourceType}/${deterministicUuid(`${organisationsKey}/${resourceType}/${name}`)}`,
  display,
});

/** `Dr Adaeze Okafor` */
export const practitionerName = (fact: PractitionerFact): string => `${fact.prefix} ${fact.given} ${fact.family}`;

const organisationReferences = new Map(
  organisations.map((fact) => [fact.key as string, referenceTo('Organization', fact.key, fact.name)]),
);
const practitionerReferences = new Map(
  practitioners.map((fact) => [fact.key as string, referenceTo('Practitioner', fact.key, practitionerName(fact))]),
);
const wardReferences = new Map(wards.map((fact) => [fact.key as string, referenceTo('Location', fact.key, fact.name)]));

function known(references: ReadonlyMap<string, ResourceReference>, key: string): ResourceReference {
  const reference = references.get(key);
  if (reference === undefined) throw new RangeError(`Nothing is called ${key} in the directory. Add it to the tables.`);
  return reference;
}

/** Reference to an organisation of the population. */
export const organisationReference = (key: OrganisationKey): ResourceReference => known(organisationReferences, key);
/** Reference to a member of staff. */
export const practitionerReference = (key: PractitionerKey): ResourceReference => known(practitionerReferences, key);
/** Reference to a ward or department. */
export const wardReference = (key: WardKey): ResourceReference => known(wardReferences, key);

const bedReferences = new Map<string, ResourceReference>();

/** Reference to one bed; its words are those of the banner, `Ward 7, bed 12`. */
export function bedReference(key: WardKey, bed: number): ResourceReference {
  const name = `${key}/${bed}`;
  const found = bedReferences.get(name);
  if (found !== undefined) return found;
  const made = referenceTo('Location', name, `${known(wardReferences, key).display}, bed ${bed}`);
  bedReferences.set(name, made);
  return made;
}

const consultants = new Map<Specialty, PractitionerKey>();
const nurses = new Map<Specialty, PractitionerKey>();
const generalPractitioners = new Map<OrganisationKey, PractitionerKey>();
for (const fact of practitioners as readonly (PractitionerFact & { readonly key: PractitionerKey })[]) {
  if (fact.profession === 'consultant' && fact.specialty !== undefined) consultants.set(fact.specialty, fact.key);
  if (fact.profession === 'nurse' && fact.specialty !== undefined) nurses.set(fact.specialty, fact.key);
  // The first of a surgery is the one patients are registered with.
  if (fact.profession === 'general practitioner' && !generalPractitioners.has(fact.organisation)) {
    generalPractitioners.set(fact.organisation, fact.key);
  }
}
nurses.set('obstetrics', 'abara');

/** The consultant who leads a specialty. */
export const consultantFor = (specialty: Specialty): PractitionerKey => consultants.get(specialty) ?? 'okafor';
/** The nurse (or midwife) who takes observations where a specialty works. */
export const nurseFor = (specialty: Specialty): PractitionerKey => nurses.get(specialty) ?? 'lindqvist';
/** The general practitioner who signs for a surgery. */
export const generalPractitionerFor = (key: OrganisationKey): PractitionerKey =>
  generalPractitioners.get(key) ?? 'elm1';
