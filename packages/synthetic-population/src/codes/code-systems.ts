/** Code system addresses. The `riverside.example` ones are our own: no published system has the idea. */
export const codeSystems = {
  snomed: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
  ucum: 'http://unitsofmeasure.org',
  medicines: 'https://dmd.nhs.uk',
  observationCategory: 'http://terminology.hl7.org/CodeSystem/observation-category',
  interpretation: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
  actCode: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  participation: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
  diagnosticService: 'http://terminology.hl7.org/CodeSystem/v2-0074',
  locationType: 'http://terminology.hl7.org/CodeSystem/location-physical-type',
  spo2Scale: 'https://riverside.example/CodeSystem/news2-oxygen-saturation-scale',
  taskType: 'https://riverside.example/CodeSystem/task-type',
  ukCore: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-',
  ukCoreExtension: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-',
} as const;
