import type { PatientContext } from '../clinical/patient-context.ts';
import { type Code, concept, snomed } from '../codes/concept.ts';
import type { OrganisationKey } from '../data/organisations.ts';
import type { PractitionerKey } from '../data/practitioners.ts';
import { organisationReference, practitionerReference } from '../organisations/directory.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import { ukDate, ukDateTime } from '../time/uk-date-time.ts';
import { writtenDate } from '../time/written-date.ts';
import type { Letter, LetterSection } from './letter.ts';
import { letterAsHtml } from './letter-as-html.ts';
import { letterAsText } from './letter-as-text.ts';

/** Kinds of document in the population. */
export type LetterKind = 'discharge summary' | 'outpatient letter' | 'clinical letter' | 'progress note';

const kinds: Readonly<Record<LetterKind, Required<Code>>> = {
  'discharge summary': snomed('373942005', 'Discharge summary'),
  'outpatient letter': snomed('823681000000100', 'Outpatient letter'),
  'clinical letter': snomed('823691000000103', 'Clinical letter'),
  'progress note': { system: 'http://loinc.org', code: '11506-3', display: 'Progress note' },
};

/** A document to write and file. */
export interface LetterFact {
  readonly kind: LetterKind;
  readonly title: string;
  readonly at: number;
  readonly author: PractitionerKey;
  readonly authorTitle: string;
  readonly from: string;
  readonly sections: readonly LetterSection[];
  readonly organisation?: OrganisationKey;
  readonly encounter?: ResourceReference;
  /** HTML by default. */
  readonly format?: 'html' | 'text';
}

/** Writes the letter as a Binary and files it with a DocumentReference. */
export function fileLetter(context: PatientContext, fact: LetterFact): ResourceReference {
  const letter = compose(context, fact);
  const html = fact.format !== 'text';
  const bytes = Buffer.from(html ? letterAsHtml(letter) : letterAsText(letter), 'utf8');
  const contentType = html ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8';
  const binary = context.collector.add({
    resourceType: 'Binary',
    contentType,
    securityContext: context.patient,
    data: bytes.toString('base64'),
  });
  const organisation = organisationReference(fact.organisation ?? 'acute');
  return context.collector.add({
    resourceType: 'DocumentReference',
    status: 'current',
    docStatus: 'final',
    type: concept(kinds[fact.kind]),
    subject: context.patient,
    date: ukDateTime(fact.at),
    author: [practitionerReference(fact.author), organisation],
    authenticator: practitionerReference(fact.author),
    custodian: organisation,
    description: fact.title,
    content: [
      {
        attachment: {
          contentType,
          language: 'en-GB',
          url: binary.reference,
          size: bytes.length,
          title: fact.title,
          creation: ukDateTime(fact.at),
        },
      },
    ],
    ...(fact.encounter === undefined ? {} : { context: { encounter: [fact.encounter] } }),
  });
}

function compose(context: PatientContext, fact: LetterFact): Letter {
  const { person } = context;
  const surgery = person.surgery === undefined ? undefined : organisationReference(person.surgery).display;
  const name = [person.prefix, ...person.given, person.family].filter((part) => part !== undefined).join(' ');
  return {
    title: fact.title,
    from: fact.from,
    date: writtenDate(ukDate(fact.at)),
    recipient: surgery === undefined ? 'To whom it may concern' : `To ${surgery}`,
    patientLines: [name, `Born ${writtenDate(person.birthDate)}`],
    sections: fact.sections,
    signature: `${practitionerReference(fact.author).display}, ${fact.authorTitle}`,
  };
}
