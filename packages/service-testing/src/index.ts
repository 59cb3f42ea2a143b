export { clerk, doctor, everything, holding, nurse, patientHerself } from './people.ts';
export { type CallOptions, type TestChart, testChart } from './test-chart.ts';
export { openTestRecord, type TestRecord } from './test-record.ts';
export { type Answer, type AskOptions, type Fields, openWard, patientOf, type Ward } from './ward.ts';
