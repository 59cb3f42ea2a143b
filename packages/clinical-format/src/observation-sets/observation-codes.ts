/** Code observationSystems of observations. The `riverside.example` one is local: no published system has the decision. */
export const observationSystems = {
  loinc: 'http://loinc.org',
  snomed: 'http://snomed.info/sct',
  ucum: 'http://unitsofmeasure.org',
  category: 'http://terminology.hl7.org/CodeSystem/observation-category',
  spO2Scale: 'https://riverside.example/CodeSystem/news2-oxygen-saturation-scale',
  odsCode: 'https://fhir.nhs.uk/Id/ods-organization-code',
} as const;

/** The panel that holds a set of observations together. */
export const observationPanelCode = '85353-1';

/** SNOMED CT: normal pregnancy, patient currently pregnant. */
export const pregnancyCodes: readonly string[] = ['72892002', '77386006'];

/** What a set may hold, by the codes it arrives with (LOINC and SNOMED CT, the first being what is written here). */
export const observationParameterCodes = {
  respirations: ['9279-1', '86290005'],
  oxygenSaturation: ['2708-6', '59408-5', '103228002', '431314004'],
  supplementalOxygen: ['722742002', '371825009', '57485005', '3151-8', '250774007', '3150-0', '19994-3', '250774008'],
  bloodPressure: ['85354-9', '75367002', '8480-6', '271649006', '72313002'],
  pulse: ['8867-4', '364075005', '78564009'],
  consciousness: ['1104441000000107', '67775-7', '80288-4', '365933000', '6942003'],
  temperature: ['8310-5', '8331-1', '8328-7', '276885007', '386725007', '415882003', '415929009'],
} as const;

/** A row of the chart. */
export type ChartParameter = keyof typeof observationParameterCodes;
