/** Identifier systems of the United Kingdom, and of the invented trust (`.example` is reserved, RFC 2606). */
export const identifierSystems = {
  nhsNumber: 'https://fhir.nhs.uk/Id/nhs-number',
  organisationCode: 'https://fhir.nhs.uk/Id/ods-organization-code',
  siteCode: 'https://fhir.nhs.uk/Id/ods-site-code',
  userId: 'https://fhir.nhs.uk/Id/sds-user-id',
  roleProfileId: 'https://fhir.nhs.uk/Id/sds-role-profile-id',
  generalMedicalCouncil: 'https://fhir.hl7.org.uk/Id/gmc-number',
  nursingAndMidwiferyCouncil: 'https://fhir.hl7.org.uk/Id/nmc-number',
  pharmaceuticalCouncil: 'https://fhir.hl7.org.uk/Id/gphc-number',
  healthAndCareProfessionsCouncil: 'https://fhir.hl7.org.uk/Id/hcpc-number',
  hospitalNumber: 'https://riverside.example/Id/hospital-number',
  ward: 'https://riverside.example/Id/location',
  spell: 'https://riverside.example/Id/hospital-provider-spell',
  laboratoryReport: 'https://riverside.example/Id/laboratory-report',
} as const;
