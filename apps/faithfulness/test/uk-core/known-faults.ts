/** Examples that are not valid, with the fault that was seen by eye in each. */
export const knownFaults: Readonly<Record<string, string>> = {
  'Extension-UKCore-ConditionEpisode-Example.xml':
    'True fault: the extension has both a valueCode and a valueCodeableConcept; a choice has one type, and the definition wants the second.',
  'UKCore-Patient-BabyPatient-Example.xml':
    'True fault: the NHS number has the check digit 0; modulus 11 of its first nine digits gives 6.',
  'UKCore-Provenance-RARecordConsent-Example.xml':
    'True fault: the reference is "Organization/" with the URL of a profile after it, which is no reference to an organisation.',
};
