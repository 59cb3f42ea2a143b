/** Rules of R4 that are not compiled from their FHIRPath, each with where or why. */
export const invariantsNotCompiled: Readonly<Record<string, string>> = {
  'dom-2': 'written out in resource-check',
  'dom-3': 'written out in resource-check: as FHIRPath it searches the whole resource once for each contained one',
  'dom-4': 'written out in resource-check',
  'dom-5': 'written out in resource-check',
  'ext-1': 'written out in type-rules, because it runs for every extension',
  'ref-1': 'written out in reference-rule, because it runs for every reference',
  'txt-1': 'written out in xhtml-fault; FHIRPath can only call htmlChecks()',
  'txt-2': 'written out in xhtml-fault; FHIRPath can only call htmlChecks()',
};

/** Rules whose FHIRPath in R4 does not say what their text says; the same rule, said right. */
export const correctedInvariants: Readonly<Record<string, string>> = {
  // R4 asks for `Boolean`, FHIRPath's own type, which no element of FHIR has.
  'que-7': "operator = 'exists' implies (answer is boolean)",
};
