/** Examples that break R4's own rules, and how; the record refuses them. */
export const knownFaults: ReadonlyMap<string, string> = new Map([
  ...[
    'ActivityDefinition/blood-tubes-supply',
    'ActivityDefinition/heart-valve-replacement',
    'EventDefinition/example',
    'Questionnaire/zika-virus-exposure-assessment',
  ].map((example) => [example, 'a narrative without content (txt-2)'] as const),
  ...[
    'DeviceMetric/example',
    'DeviceUseStatement/example',
    'MedicationRequest/medrx0301',
    'Observation/clinical-gender',
  ].map((example) => [example, 'a reference to a type that the element does not allow'] as const),
  ...['CodeSystem', 'ValueSet'].flatMap((type) =>
    ['author', 'effective', 'end', 'keyword', 'workflow'].map(
      (name) => [`SearchParameter/${type.toLowerCase()}-extensions-${type}-${name}`, 'no base'] as const,
    ),
  ),
  ...['Definition', 'Event', 'FiveWs', 'Request'].map(
    (name) => [`StructureDefinition/${name}`, 'no baseDefinition, though it is not abstract (sdf-4)'] as const,
  ),
  ['Bundle/dataelements', 'a fullUrl that stands there twice (bdl-7)'],
  ['Bundle/v2-valuesets', 'codes with a space at their end'],
  ['CodeSystem/v2-0550', 'codes with a space at their end'],
  ['ImplementationGuide/fhir', 'no name and no status'],
  ['Questionnaire/qs1', 'items without linkId'],
  [
    'SearchParameter/questionnaireresponse-extensions-QuestionnaireResponse-item-subject',
    'an id of more than 64 characters',
  ],
]);
