import {
  decideAllergyState,
  formatDate,
  formatName,
  formatNhsNumber,
  genderWords,
  lifeSpan,
  nhsNumberOf,
  placeWords,
  preferredName,
} from '@baseplate-epr/clinical-format';
import type { Loaded } from '@baseplate-epr/fhir-client';
import type { AllergyIntolerance, Encounter, Patient } from '@medplum/fhirtypes';

/** The banner of a patient in words, by the NHS Common User Interface. */
export interface BannerView {
  readonly name: string;
  readonly preferredName: string | undefined;
  readonly born: string;
  /** Present when the patient has died. */
  readonly death: { readonly died: string; readonly age: string } | undefined;
  readonly gender: string;
  readonly nhsNumber: string;
  /** Where somebody lies, or why that is not said. */
  readonly place: string;
  readonly allergies: AllergiesView;
  /** Why nothing may be added to this record; absent if it may. */
  readonly warning: string | undefined;
}

/** Exactly one of the four states of the banner, or that the role may not see it. */
export interface AllergiesView {
  readonly state: 'known' | 'none' | 'notRecorded' | 'unavailable' | 'withheld';
  readonly words: string;
  readonly known: readonly string[];
  /** What has to be said beside, such as that a source did not answer. */
  readonly more: readonly string[];
  readonly updated: string | undefined;
}

/** What the banner is made from. */
export interface BannerSource {
  readonly patient: Patient;
  readonly allergies: Loaded<readonly AllergyIntolerance[]>;
  readonly current: Loaded<readonly Encounter[]>;
}

/** Puts a patient into the words of the banner. */
export function bannerView({ patient, allergies, current }: BannerSource, now: number): BannerView {
  const life = lifeSpan(patient, now);
  const replaced = (patient.link ?? []).some(({ type }) => type === 'replaced-by');
  return {
    name: formatName(patient.name ?? [], { now }),
    preferredName: preferredName(patient.name ?? [], { now }),
    born: life.born,
    death: life.dead ? { died: life.died, age: life.ageAtDeath } : undefined,
    gender: genderWords(patient.gender),
    nhsNumber: formatNhsNumber(nhsNumberOf(patient)),
    place: placeWords(current),
    allergies: allergiesView(allergies),
    warning: replaced
      ? 'This record was replaced by another record of the same patient. Do not add to it.'
      : patient.active === false
        ? 'This record is marked as no longer in use. Do not add to it.'
        : undefined,
  };
}

function allergiesView(allergies: Loaded<readonly AllergyIntolerance[]>): AllergiesView {
  if (allergies.state === 'withheld')
    return { state: 'withheld', words: 'Allergies: withheld for your role', known: [], more: [], updated: undefined };
  const decided = decideAllergyState({
    allergies: allergies.state === 'there' ? allergies.value : undefined,
    availability: allergies.state === 'there' ? 'complete' : 'unavailable',
  });
  const { state, words, known, statements, missing, contradicted, updated } = decided;
  const more = [
    ...statements,
    ...(missing === 'Withheld' ? ['More are withheld for your role'] : []),
    ...(missing === 'Source unavailable' ? ['The source did not answer; this may not be all'] : []),
    ...(contradicted ? ['The record also says “no known allergies”: put this right'] : []),
  ];
  const date = updated === undefined ? undefined : formatDate(updated);
  return { state, words, known: known.map(({ text }) => text), more, updated: date };
}
