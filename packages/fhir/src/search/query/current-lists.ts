type Parameters = readonly (readonly [name: string, value: string])[];

const believed: Parameters = [['verification-status:not', 'refuted,entered-in-error']];
/** Unknown is not resolved: what has no clinical status stays on the list. */
const allergies: Parameters = [['clinical-status:not', 'inactive,resolved'], ...believed];

/**
 * The functional lists of https://hl7.org/fhir/R4/lifecycle.html#lists, computed from what the resources themselves say; nobody has to
 * keep a List. By list and resource type: the search that finds what stands on it.
 */
export const currentLists: Readonly<Record<string, Readonly<Record<string, Parameters>>>> = {
  '$current-problems': { Condition: [['clinical-status', 'active,recurrence,relapse'], ...believed] },
  '$current-medications': {
    MedicationRequest: [
      ['status', 'active'],
      ['intent:not', 'proposal,plan,option'],
    ],
    MedicationStatement: [['status', 'active']],
  },
  '$current-allergies': { AllergyIntolerance: allergies },
  '$current-drug-allergies': { AllergyIntolerance: [...allergies, ['category', 'medication']] },
};
