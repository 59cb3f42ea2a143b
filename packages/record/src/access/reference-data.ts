/**
 * Types outside the Patient compartment that a `patient/` scope may read and search whole.
 *
 * They describe the health service or its vocabulary, never a patient, and a patient's own resources cannot be read without
 * them: who wrote, where it was, which product, what a code means. Types outside the compartment that are not named here
 * (Device, Binary, Subscription …) may concern other patients and stay out of reach of a `patient/` scope.
 */
export const referenceData: ReadonlySet<string> = new Set([
  'CapabilityStatement',
  'CodeSystem',
  'CompartmentDefinition',
  'ConceptMap',
  'Endpoint',
  'HealthcareService',
  'Location',
  'Medication',
  'MedicationKnowledge',
  'NamingSystem',
  'OperationDefinition',
  'Organization',
  'OrganizationAffiliation',
  'Practitioner',
  'PractitionerRole',
  'Questionnaire',
  'SearchParameter',
  'StructureDefinition',
  'Substance',
  'ValueSet',
]);

/** Types that the Patient compartment counts in, but that name other patients by their nature: out of reach of a `patient/` scope. */
export const listsPatients: ReadonlySet<string> = new Set(['Group']);
