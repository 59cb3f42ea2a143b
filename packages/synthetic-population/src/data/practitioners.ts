import type { OrganisationKey } from './organisations.ts';
import type { Specialty } from './specialties.ts';

/** What somebody is employed as. */
export type Profession =
  | 'consultant'
  | 'resident doctor'
  | 'general practitioner'
  | 'nurse'
  | 'midwife'
  | 'pharmacist'
  | 'biomedical scientist';

/** An invented member of staff. */
export interface PractitionerFact {
  readonly key: string;
  readonly prefix: string;
  readonly given: string;
  readonly family: string;
  readonly gender: 'female' | 'male';
  readonly profession: Profession;
  readonly organisation: OrganisationKey;
  readonly specialty?: Specialty;
}

/** One row of the table; the name is prefix, given name and family name. */
function member<const Key extends string>(
  key: Key,
  name: string,
  gender: 'female' | 'male',
  profession: Profession,
  organisation: OrganisationKey,
  specialty?: Specialty,
): PractitionerFact & { readonly key: Key } {
  const [prefix = '', given = '', family = ''] = name.split(' ');
  return {
    key,
    prefix,
    given,
    family,
    gender,
    profession,
    organisation,
    ...(specialty === undefined ? {} : { specialty }),
  };
}

/** Everybody who signs, orders, records or is asked in the population. */
export const practitioners = [
  member('okafor', 'Dr Adaeze Okafor', 'female', 'consultant', 'acute', 'generalMedicine'),
  member('lindqvist', 'Ms Sanna Lindqvist', 'female', 'nurse', 'acute', 'generalMedicine'),
  member('harrington', 'Dr James Harrington', 'male', 'consultant', 'acute', 'cardiology'),
  member('venkataraman', 'Dr Lakshmi Venkataraman', 'female', 'consultant', 'acute', 'respiratory'),
  member('mcallister', 'Dr Fiona McAllister', 'female', 'consultant', 'acute', 'geriatrics'),
  member('osei', 'Mr Kwabena Osei', 'male', 'consultant', 'acute', 'generalSurgery'),
  member('thornbury', 'Miss Helena Thornbury', 'female', 'consultant', 'acute', 'orthopaedics'),
  member('zielinski', 'Dr Marek Zieliński', 'male', 'consultant', 'acute', 'renal'),
  member('rahman', 'Dr Nadia Rahman', 'female', 'consultant', 'acute', 'diabetes'),
  member('pryce', 'Dr Gwen Pryce', 'female', 'consultant', 'acute', 'paediatrics'),
  member('delacroix', 'Mrs Amélie Delacroix', 'female', 'consultant', 'acute', 'obstetrics'),
  member('whitlock', 'Dr Simon Whitlock', 'male', 'consultant', 'acute', 'neurology'),
  member('chaudhry', 'Dr Asif Chaudhry', 'male', 'consultant', 'acute', 'rheumatology'),
  member('bellamy', 'Mr Oliver Bellamy', 'male', 'consultant', 'acute', 'urology'),
  member('nwosu', 'Dr Chinedu Nwosu', 'male', 'resident doctor', 'acute', 'generalMedicine'),
  member('hartley', 'Dr Beth Hartley', 'female', 'resident doctor', 'acute', 'generalSurgery'),
  member('mendoza', 'Mr Rafael Mendoza', 'male', 'nurse', 'acute', 'geriatrics'),
  member('oduya', 'Mrs Grace Oduya', 'female', 'nurse', 'acute', 'generalSurgery'),
  member('fenwick', 'Ms Holly Fenwick', 'female', 'nurse', 'acute', 'respiratory'),
  member('kavanagh', 'Mr Dermot Kavanagh', 'male', 'nurse', 'acute', 'paediatrics'),
  member('abara', 'Mrs Joy Abara', 'female', 'midwife', 'acute', 'obstetrics'),
  member('sandhu', 'Ms Manpreet Sandhu', 'female', 'pharmacist', 'acute'),
  member('corrigan', 'Mr Neil Corrigan', 'male', 'biomedical scientist', 'laboratory'),
  member('brightwell', 'Ms Tamsin Brightwell', 'female', 'nurse', 'mentalHealth'),
  member('lockwood', 'Dr Edmund Lockwood', 'male', 'consultant', 'mentalHealth'),
  member('elm1', 'Dr Tom Hale', 'male', 'general practitioner', 'elm'),
  member('elm2', 'Dr Robert Ainsley', 'male', 'general practitioner', 'elm'),
  member('harbour1', 'Dr Catrin Bowen', 'female', 'general practitioner', 'harbour'),
  member('millstone1', 'Dr Yusuf Demir', 'male', 'general practitioner', 'millstone'),
  member('quarry1', 'Dr Hannah Goldfarb', 'female', 'general practitioner', 'quarry'),
  member('sands1', 'Dr Ewan Muir', 'male', 'general practitioner', 'sands'),
];

/** Short name of a member of staff in {@link practitioners}. */
export type PractitionerKey = (typeof practitioners)[number]['key'];
