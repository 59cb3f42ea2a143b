export {
  compartmentParameters,
  compartmentResourceTypes,
  compartmentTypes,
} from './compartment/compartment-parameters.ts';
export { type CompartmentPredicateOptions, compartmentPredicate } from './compartment/compartment-predicate.ts';
export { type CompartmentsOfOptions, compartmentsOf } from './compartment/compartments-of.ts';
export { daysInMonth } from './date/date-fields.ts';
export { type DateParts, parseDateParts } from './date/date-parts.ts';
export { type DateRange, parseDateRange, parseInstant } from './date/date-range.ts';
export { type CompiledExpression, compileFhirPath } from './fhirpath/compile-fhirpath.ts';
export { evaluateFhirPath } from './fhirpath/evaluate-fhirpath.ts';
export type { EvaluateOptions } from './fhirpath/evaluate-options.ts';
export type { FhirPathItem } from './fhirpath/item.ts';
export { isNhsNumber, nhsNumberSystem } from './identifier/nhs-number.ts';
export type { JsonFault } from './json/json-fault.ts';
export { defaultJsonLimits, type JsonLimits, keptTextLimits } from './json/json-limits.ts';
export { isJsonObject, type JsonArray, type JsonObject, type JsonValue } from './json/json-value.ts';
export { type ElementLocation, locateElement } from './json/locate-element.ts';
export { newJsonObject } from './json/new-json-object.ts';
export { entryResource, nestedResource, type ParsedResource, parseResource } from './json/parsed-resource.ts';
export type { TextSpan } from './json/read-json.ts';
export { noSourceDigits, type SourceDigits } from './json/source-digits.ts';
export { entryDepth, type SplitBundle, type SplitLimits, splitBundle } from './json/split-bundle.ts';
export { type WriteJsonOptions, writeJson } from './json/write-json.ts';
export type { IssueSeverity, IssueType } from './outcome/issue-type.ts';
export { type OperationOutcome, type OutcomeIssue, operationOutcome } from './outcome/operation-outcome.ts';
export { applyPatch, type Patch, type Patched } from './patch/apply-patch.ts';
export { readFhirPathPatch } from './patch/fhirpath-patch.ts';
export { readJsonPatch } from './patch/json-patch.ts';
export { type PatchFault, patchFaultOf } from './patch/patch-fault.ts';
export type { CompiledProfile } from './profile/compile-scope.ts';
export type { ProfileOptions } from './profile/profile-hooks.ts';
export { createProfileSet, type ProfileProblem, type ProfileSet } from './profile/profile-set.ts';
export { isFhirId } from './reference/fhir-id.ts';
export { type ParsedReference, parseReference } from './reference/parse-reference.ts';
export { uuidOfUrn, uuidUrn } from './reference/uuid-urn.ts';
export { metaItemsMissing, metaSetsWith, metaSetsWithout } from './rewrite/meta-set-changes.ts';
export {
  type MetaItem,
  type MetaSetName,
  type MetaSets,
  metaSetsOf,
  metaTextOf,
} from './rewrite/meta-sets.ts';
export { type ResourceRewrite, rewriteResource } from './rewrite/rewrite-resource.ts';
export { withLastUpdated } from './rewrite/with-last-updated.ts';
export { withMetaSets } from './rewrite/with-meta-sets.ts';
export { searchParameterDefinition } from './search/custom/search-parameter-definition.ts';
export { searchParameterIssues } from './search/custom/search-parameter-issues.ts';
export { foldCode } from './search/entry/token-entries.ts';
export { foldText } from './search/fold-text.ts';
export { indexCode } from './search/index-code.ts';
export { type IndexedResource, type IndexResourceOptions, indexResource } from './search/index-resource.ts';
export { parseSearch } from './search/query/parse-search.ts';
export type { ParsedSearch, ParseSearchOptions, SearchLimits, UnknownParameter } from './search/query/parsed-search.ts';
export { type ScopeQueryOptions, scopeQueryPredicate } from './search/query/scope-query-predicate.ts';
export { needName, type SearchAnswers, type SearchNeed } from './search/query/search-need.ts';
export { escapeValue, splitValue, unescapeValue } from './search/query/split-value.ts';
export { type ReferenceTarget, referenceTarget } from './search/reference-target.ts';
export type {
  SearchParameter,
  SearchParameterComponent,
  SearchParameterDefinition,
  SearchParameterType,
} from './search/search-parameter.ts';
export {
  includableReferences,
  revincludableReferences,
  type SearchMetadata,
  searchParametersForMetadata,
} from './search/search-parameters-for-metadata.ts';
export {
  createSearchRegistry,
  type FullTextState,
  type SearchRegistry,
  type SearchRegistryOptions,
  searchRegistry,
} from './search/search-registry.ts';
export { securityContextEntry, securityContextParameter } from './search/security-context-entry.ts';
export { type CodeList, codeListOf } from './structure/code-list.ts';
export { resourceTypes } from './structure/resource-types.ts';
export type { ElementDefinition, ElementKey, ElementType, Structure } from './structure/structure.ts';
export { structureOf } from './structure/structure-of.ts';
export type { Invariant } from './structure/structure-table.ts';
export { type CodeSet, listedCodes } from './terminology/code-set.ts';
export { type KnownCodeSystem, readCodeSystem } from './terminology/known-code-system.ts';
export { compileValueSet, type KnownValueSet } from './terminology/known-value-set.ts';
export { relatedCodes } from './terminology/subsumption.ts';
export { ownTerminologyResource, type Terminology } from './terminology/terminology.ts';
export { terminologyError, tooManyCodes } from './terminology/terminology-error.ts';
export { type TerminologyNeed, valueSetNeeds } from './terminology/value-set-needs.ts';
export { type BundleScope, bundleScope, scopeOfEntries } from './validation/resolve-reference.ts';
export { type ValidationOptions, validateResource } from './validation/validate-resource.ts';
export type { ValidationIssue } from './validation/validation-issue.ts';
export { jsonFromXml, jsonFromXmlWithPauses } from './xml/json-from-xml.ts';
export type { XmlFault } from './xml/xml-fault.ts';
export { type XmlFromJsonOptions, xmlFromJson } from './xml/xml-from-json.ts';
export type { XmlReadOptions } from './xml/xml-read-options.ts';
