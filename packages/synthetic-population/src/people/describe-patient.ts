import type { Patient } from '@medplum/fhirtypes';
import { codeSystems } from '../codes/code-systems.ts';
import { terminology, ukCoreCodeExtension, words } from '../codes/concept.ts';
import { ethnicCategories } from '../data/ethnic-categories.ts';
import { identifierSystems } from '../identifiers/identifier-systems.ts';
import { generalPractitionerFor, organisationReference, practitionerReference } from '../organisations/directory.ts';
import type { Written, WrittenExtension } from '../resource/writable-resource.ts';
import { ukDateTime } from '../time/uk-date-time.ts';
import type { Person } from './person.ts';

/** What the registers say about a person beyond who they are. */
export interface Registration {
  readonly nhsNumber: string;
  readonly hospitalNumber: string;
  /** When they died, in milliseconds. */
  readonly deceased?: number;
}

function extensions(person: Person, registration: Registration): WrittenExtension[] {
  const display = ethnicCategories[person.ethnicCategory] ?? 'Not known';
  const list: WrittenExtension[] = [
    ukCoreCodeExtension('EthnicCategory', 'EthnicCategoryEngland', person.ethnicCategory, display),
    {
      url: `${codeSystems.ukCoreExtension}BirthSex`,
      valueCodeableConcept: terminology(
        'v3-AdministrativeGender',
        person.birthSex,
        person.birthSex === 'F' ? 'Female' : 'Male',
      ),
    },
  ];
  if (person.overseas === true) {
    list.push(ukCoreCodeExtension('ResidentialStatus', 'ResidentialStatus', 'O', 'Overseas Resident'));
  }
  if (registration.deceased !== undefined) {
    const { valueCodeableConcept } = ukCoreCodeExtension(
      '',
      'DeathNotificationStatus',
      '2',
      'Formal - death notice received from Registrar of Deaths',
    );
    list.push({
      url: `${codeSystems.ukCoreExtension}DeathNotificationStatus`,
      extension: [
        { url: 'deathNotificationStatus', valueCodeableConcept },
        { url: 'systemEffectiveDate', valueDateTime: ukDateTime(registration.deceased) },
      ],
    });
  }
  return list;
}

function identifiers(registration: Registration): NonNullable<Written<Patient>['identifier']> {
  const verified = ukCoreCodeExtension(
    'NHSNumberVerificationStatus',
    'NHSNumberVerificationStatusEngland',
    '01',
    'Number present and verified',
  );
  return [
    { extension: [verified], use: 'official', system: identifierSystems.nhsNumber, value: registration.nhsNumber },
    {
      use: 'usual',
      type: terminology('v2-0203', 'MR', 'Medical record number'),
      system: identifierSystems.hospitalNumber,
      value: registration.hospitalNumber,
      assigner: { display: 'Riverside NHS Trust' },
    },
  ];
}

/** `EDWARDS, Mary (Mrs)`, as name text is written in the United Kingdom. */
function nameText(person: Person): string {
  const given = person.given.join(' ');
  const family = person.family === undefined ? '' : `${person.family.toUpperCase()}${given === '' ? '' : ', '}`;
  return `${family}${given}${person.prefix === undefined ? '' : ` (${person.prefix})`}`;
}

/** A Patient by UK Core, England. */
export function describePatient(person: Person, registration: Registration): Written<Patient> {
  const surgery = person.surgery;
  return {
    resourceType: 'Patient',
    extension: extensions(person, registration),
    identifier: identifiers(registration),
    active: true,
    name: [
      {
        use: 'official',
        text: person.nameText ?? nameText(person),
        ...(person.family === undefined ? {} : { family: person.family }),
        ...(person.given.length === 0 ? {} : { given: person.given }),
        ...(person.prefix === undefined ? {} : { prefix: [person.prefix] }),
      },
      ...(person.otherNames ?? []),
    ],
    ...telecom(person),
    gender: person.gender,
    birthDate: person.birthDate,
    ...(registration.deceased === undefined ? {} : { deceasedDateTime: ukDateTime(registration.deceased) }),
    address: [{ use: 'home', type: 'both', ...person.address }],
    ...(person.maritalStatus === undefined
      ? {}
      : { maritalStatus: terminology('v3-MaritalStatus', person.maritalStatus.code, person.maritalStatus.display) }),
    ...contacts(person),
    ...languages(person),
    ...(surgery === undefined
      ? {}
      : {
          generalPractitioner: [organisationReference(surgery), practitionerReference(generalPractitionerFor(surgery))],
        }),
    managingOrganization: organisationReference('acute'),
  };
}

function telecom(person: Person): Pick<Written<Patient>, 'telecom'> {
  const mobile = person.phone?.startsWith('07') === true;
  const points: NonNullable<Written<Patient>['telecom']>[number][] = [];
  if (person.phone !== undefined)
    points.push({ system: 'phone', value: person.phone, use: mobile ? 'mobile' : 'home' });
  if (person.email !== undefined) points.push({ system: 'email', value: person.email, use: 'home' });
  return points.length === 0 ? {} : { telecom: points };
}

function contacts(person: Person): Pick<Written<Patient>, 'contact'> {
  const kin = person.nextOfKin;
  if (kin === undefined) return {};
  return {
    contact: [
      {
        relationship: [{ ...terminology('v2-0131', 'N', 'Next-of-Kin'), text: kin.relationship }],
        name: { text: kin.name },
        telecom: [{ system: 'phone', value: kin.phone, use: 'mobile' }],
      },
    ],
  };
}

function languages(person: Person): Pick<Written<Patient>, 'communication'> {
  const language = person.language;
  if (language === undefined) return {};
  const needed = { url: `${codeSystems.ukCoreExtension}InterpreterRequired`, valueBoolean: true };
  return {
    communication: [
      {
        ...(language.interpreter ? { extension: [needed] } : {}),
        language: { ...words(language.display), coding: [{ system: 'urn:ietf:bcp:47', ...pickCode(language) }] },
        preferred: true,
      },
    ],
  };
}

const pickCode = (language: { readonly code: string; readonly display: string }) => ({
  code: language.code,
  display: language.display,
});
