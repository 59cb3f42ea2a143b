/** Conditions that all hold; of each, any of its parameters. */
type Conditions = readonly (readonly (readonly [name: string, value: string])[])[];

const believed: Conditions = [[['verification-status:not', 'refuted,entered-in-error']]];
/** Unknown is not over: what does not say its clinical status stays on the list. */
const allergies: Conditions = [[['clinical-status:not', 'inactive,resolved']], ...believed];

/**
 * The functional lists of https://hl7.org/fhir/R4/lifecycle.html#lists, computed from what the resources themselves say; nobody has to
 * keep a List. By list and resource type: the search that finds what stands on it. Only what says that it does not belong is left out.
 */
export const currentLists: Readonly<Record<string, Readonly<Record<string, Conditions>>>> = {
  '$current-problems': { Condition: [[['clinical-status:not', 'inactive,remission,resolved']], ...believed] },
  '$current-medications': {
    MedicationRequest: [[['status', 'active']], [['intent:not', 'proposal,plan,option']]],
    MedicationStatement: [[['status', 'active']]],
  },
  '$current-allergies': { AllergyIntolerance: allergies },
  '$current-drug-allergies': {
    AllergyIntolerance: [
      ...allergies,
      [
        ['category', 'medication'],
        ['category:missing', 'true'],
      ],
    ],
  },
};
