export * from './absence/absence-words.ts';
export * from './absence/allergy-state.ts';
export { type AllergyDescription, describeAllergy } from './absence/describe-allergy.ts';
export type { ChartPoint, ChartSeries } from './charts/chart-series.ts';
export { type SeriesChartOptions, seriesChartSvg } from './charts/series-chart-svg.ts';
export { seriesFigure } from './charts/series-figure.ts';
export { bloodPressureSeries, seriesOfObservations } from './charts/series-of-observations.ts';
export { seriesTable } from './charts/series-table.ts';
export { type TrendOptions, trendSvg } from './charts/trend-svg.ts';
export * from './dates/date-words.ts';
export { epochOfFhirDate, type FhirDate, readFhirDate } from './dates/fhir-date.ts';
export * from './dates/format-age.ts';
export * from './dates/format-date.ts';
export * from './dates/format-patient-date.ts';
export * from './dates/instant.ts';
export * from './fragments/alert-note.ts';
export * from './fragments/button.ts';
export * from './fragments/card.ts';
export * from './fragments/checkbox-inputs.ts';
export * from './fragments/choice-inputs.ts';
export * from './fragments/date-input.ts';
export * from './fragments/details.ts';
export * from './fragments/error-summary.ts';
export * from './fragments/form.ts';
export { type FieldOptions, fieldsetGroup } from './fragments/form-group.ts';
export * from './fragments/form-input.ts';
export * from './fragments/fragment-response.ts';
export { interpretationTag } from './fragments/interpretation-tag.ts';
export * from './fragments/join-facts.ts';
export * from './fragments/notices.ts';
export * from './fragments/row-list.ts';
export * from './fragments/source-line.ts';
export * from './fragments/submission.ts';
export * from './fragments/table.ts';
export * from './fragments/tag.ts';
export * from './fragments/text-input.ts';
export * from './html/attributes.ts';
export { escapeText } from './html/escape-text.ts';
export * from './html/html.ts';
export { safeUrl } from './html/safe-url.ts';
export { type CodeReading, codesOf, conceptText } from './json/concept-text.ts';
export { type DosageDescription, describeDosage } from './medicines/describe-dosage.ts';
export {
  describeMedicine,
  doseNotRecorded,
  type MedicineDescription,
  type MedicineOptions,
} from './medicines/describe-medicine.ts';
export { describeTiming } from './medicines/describe-timing.ts';
export * from './medicines/medicine-line.ts';
export * from './medicines/medicine-name.ts';
export * from './medicines/medicine-status.ts';
export { chooseName, type NameParts } from './names/choose-name.ts';
export * from './names/format-name.ts';
export { acvpuOf } from './news2/acvpu-of.ts';
export { type News2Points, news2Points, type SpO2Scale } from './news2/news2-bands.ts';
export * from './news2/news2-response.ts';
export * from './news2/news2-values.ts';
export { news2ValuesOf } from './news2/news2-values-of.ts';
export * from './news2/score-news2.ts';
export { supplementalOxygenOf } from './news2/supplemental-oxygen-of.ts';
export * from './nhs-number/nhs-number.ts';
export { cellValue, memberOf } from './observation-sets/cell-value.ts';
export * from './observation-sets/entered-set.ts';
export { type EntryNumber, type EntryNumberName, entryNumbers } from './observation-sets/entry-numbers.ts';
export * from './observation-sets/newest-sets.ts';
export * from './observation-sets/next-set.ts';
export * from './observation-sets/observation-codes.ts';
export { observationDraft } from './observation-sets/observation-draft.ts';
export * from './observation-sets/observation-set.ts';
export { partsAsMembers } from './observation-sets/parts-as-members.ts';
export * from './observation-sets/patient-facts.ts';
export * from './observation-sets/read-entry.ts';
export * from './observation-sets/response-words.ts';
export { scaleWords } from './observation-sets/scale-words.ts';
export * from './observation-sets/score-set.ts';
export {
  type ObservationRecorder,
  observationSetBundle,
  type SetBundleOptions,
} from './observation-sets/set-bundle.ts';
export { type TakenField, takenFieldsAt, takenInputs } from './observation-sets/taken-fields.ts';
export { type FindPatientsOptions, type FoundPatients, findPatients } from './patient-search/find-patients.ts';
export * from './patient-search/found-words.ts';
export { lookAlikes } from './patient-search/look-alikes.ts';
export type { PatientQuery } from './patient-search/search-queries.ts';
export { type UnderstoodSearch, understandSearch, understoodWords } from './patient-search/understand-search.ts';
export { addressText } from './patients/address-text.ts';
export { currentPlace } from './patients/current-place.ts';
export { genderWords } from './patients/gender-words.ts';
export { hospitalNumbersOf } from './patients/hospital-numbers.ts';
export { type LifeSpan, lifeSpan } from './patients/life-span.ts';
export { type CurrentStays, placeWords } from './patients/place-words.ts';
export { type Inpatient, noWard, type Ward, wardList } from './patients/ward-list.ts';
export { describeProblem, type ProblemDescription, type ProblemGroup } from './problems/describe-problem.ts';
export * from './quantities/decimal-text.ts';
export * from './quantities/format-quantity.ts';
export * from './quantities/format-result.ts';
export * from './quantities/interpret-result.ts';
export {
  type InterpretationWord,
  interpretationWords,
  type ResultDirection,
  type ResultSeverity,
} from './quantities/interpretation-words.ts';
export * from './quantities/readable-unit.ts';
export * from './quantities/reference-range.ts';
export { resultStatus } from './quantities/result-status.ts';
export * from './quantities/result-time.ts';
export * from './sources/source-of.ts';
export { clinicalStyles } from './styles/clinical-styles.ts';
export { keepComponents } from './styles/keep-components.ts';
export * from './styles/kept-components.ts';
