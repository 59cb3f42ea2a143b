/** What a role may do with the record, in SMART App Launch v2 scopes, and with the assembly. */
export interface Role {
  readonly code: string;
  readonly display: string;
  readonly kind: 'practitioner' | 'patient' | 'system';
  readonly scopes: readonly string[];
  /** HL7 v3 PurposeOfUse code. */
  readonly purposeOfUse: string;
}

const write = (permissions: string, types: string) => types.split(' ').map((type) => `user/${type}.${permissions}`);
const directory = write('rs', 'Organization Location Practitioner PractitionerRole HealthcareService Endpoint');

const doctorWrites = write(
  'cu',
  'Observation Condition AllergyIntolerance DocumentReference Binary Composition MedicationRequest MedicationStatement ' +
    'ServiceRequest DiagnosticReport Procedure Task Communication Flag Provenance Encounter CareTeam CarePlan ClinicalImpression ' +
    'QuestionnaireResponse Immunization List',
);
const nurseWrites = write(
  'cu',
  'Observation AllergyIntolerance Condition DocumentReference Binary Task Communication Flag Provenance CarePlan QuestionnaireResponse',
);

/**
 * The roles that personas and tokens act in. A clinician reads the whole clinical record; a clerk finds people and their
 * appointments and where they are, with the reason given there, but nothing else clinical; an administrator sees no patient at all.
 */
export const roles: readonly Role[] = [
  {
    code: 'consultant',
    display: 'Consultant',
    kind: 'practitioner',
    purposeOfUse: 'TREAT',
    scopes: ['user/*.rs', ...doctorWrites],
  },
  {
    code: 'general-practitioner',
    display: 'General practitioner',
    kind: 'practitioner',
    purposeOfUse: 'TREAT',
    scopes: ['user/*.rs', ...doctorWrites],
  },
  {
    code: 'ward-nurse',
    display: 'Ward nurse',
    kind: 'practitioner',
    purposeOfUse: 'TREAT',
    scopes: ['user/*.rs', ...nurseWrites],
  },
  {
    code: 'clerk',
    display: 'Clerk',
    kind: 'practitioner',
    purposeOfUse: 'HOPERAT',
    scopes: [
      ...write('crus', 'Patient RelatedPerson Appointment'),
      ...write('rs', 'Encounter Schedule Slot'),
      ...directory,
    ],
  },
  {
    code: 'administrator',
    display: 'Administrator',
    kind: 'practitioner',
    purposeOfUse: 'HSYSADMIN',
    scopes: [
      'assembly.read',
      'assembly.apply',
      ...directory,
      ...write(
        'cruds',
        'SearchParameter StructureDefinition ValueSet CodeSystem CapabilityStatement OperationDefinition',
      ),
    ],
  },
  { code: 'patient', display: 'Patient', kind: 'patient', purposeOfUse: 'PATRQT', scopes: ['patient/*.rs'] },
  { code: 'system', display: 'System', kind: 'system', purposeOfUse: 'HSYSADMIN', scopes: ['system/*.cruds'] },
];
