/** An invented organisation with an invented ODS code. */
export interface OrganisationFact {
  readonly key: string;
  readonly name: string;
  readonly odsCode: string;
  readonly kind: 'acute trust' | 'mental health trust' | 'general practice' | 'laboratory';
  readonly town: number;
  readonly addressLine: string;
  readonly partOf?: string;
}

/** The trust, the mental health trust, the laboratory and the surgeries. Towns are places in `places.ts`. */
export const organisations = [
  {
    key: 'acute',
    name: 'Riverside NHS Trust',
    odsCode: 'RXX01',
    kind: 'acute trust',
    town: 0,
    addressLine: 'Riverside General Hospital, Wharf Road',
  },
  {
    key: 'mentalHealth',
    name: 'Marlowby Mental Health NHS Trust',
    odsCode: 'RXM01',
    kind: 'mental health trust',
    town: 1,
    addressLine: 'Lantern House, Lantern Way',
  },
  {
    key: 'laboratory',
    name: 'Riverside NHS Trust laboratory',
    odsCode: 'RXX91',
    kind: 'laboratory',
    town: 0,
    addressLine: 'Pathology Building, Wharf Road',
    partOf: 'acute',
  },
  {
    key: 'elm',
    name: 'Elm Surgery',
    odsCode: 'Z99001',
    kind: 'general practice',
    town: 0,
    addressLine: '14 Elmfield Road',
  },
  {
    key: 'harbour',
    name: 'Harbour Street Medical Centre',
    odsCode: 'Z99002',
    kind: 'general practice',
    town: 2,
    addressLine: '2 Ferrymans Wharf',
  },
  {
    key: 'millstone',
    name: 'Millstone Practice',
    odsCode: 'Z99003',
    kind: 'general practice',
    town: 3,
    addressLine: 'The Old Dairy, Malthouse Lane',
  },
  {
    key: 'quarry',
    name: 'Quarry Bank Surgery',
    odsCode: 'Z99004',
    kind: 'general practice',
    town: 4,
    addressLine: '77 Quarry Terrace',
  },
  {
    key: 'sands',
    name: 'Kirkby Sands Health Centre',
    odsCode: 'Z99005',
    kind: 'general practice',
    town: 5,
    addressLine: '1 Saltmarsh Avenue',
  },
] as const satisfies readonly OrganisationFact[];

/** Short name of an organisation in {@link organisations}. */
export type OrganisationKey = (typeof organisations)[number]['key'];

/** Short names of the general practices. */
export const surgeryKeys = [
  'elm',
  'harbour',
  'millstone',
  'quarry',
  'sands',
] as const satisfies readonly OrganisationKey[];
