/** A vaccination of the national programme and the ages, in years, at which it is given. */
export interface Vaccination {
  readonly display: string;
  /** SNOMED CT code of the vaccination, where a published example shows it. */
  readonly code?: string;
  readonly ages: readonly number[];
  /** Since which year the programme gives it. */
  readonly since: number;
  readonly uptake: number;
  readonly site: 'left arm' | 'right arm' | 'oral';
}

/** Simplified from the complete routine immunisation schedule of the United Kingdom. */
export const routineVaccinations: readonly Vaccination[] = [
  {
    display: 'Diphtheria, tetanus, pertussis, polio, Hib and hepatitis B vaccination',
    code: '1082431000000104',
    ages: [0.16, 0.25, 0.34],
    since: 2017,
    uptake: 0.93,
    site: 'left arm',
  },
  {
    display: 'Rotavirus vaccination',
    code: '98331000119100',
    ages: [0.16, 0.25],
    since: 2013,
    uptake: 0.9,
    site: 'oral',
  },
  {
    display: 'Measles, mumps and rubella vaccination',
    code: '38598009',
    ages: [1.02, 3.4],
    since: 1988,
    uptake: 0.88,
    site: 'right arm',
  },
  {
    display: 'Human papillomavirus vaccination',
    code: '99501000119107',
    ages: [12.8],
    since: 2008,
    uptake: 0.75,
    site: 'left arm',
  },
  {
    display: 'Pneumococcal 23-valent vaccination',
    code: '1119367000',
    ages: [65.4],
    since: 2003,
    uptake: 0.7,
    site: 'left arm',
  },
  {
    display: 'Herpes zoster vaccination',
    code: '105941000119105',
    ages: [70.3],
    since: 2013,
    uptake: 0.55,
    site: 'right arm',
  },
];

/** Given each autumn from 65 years, or with a long-term condition. */
export const influenzaVaccination = { display: 'Seasonal influenza vaccination', code: '822851000000102' } as const;

/** First and second dose, 2021. */
export const coronavirusVaccination = {
  display: 'Administration of SARS-CoV-2 mRNA vaccine',
  code: '1119350007',
} as const;
