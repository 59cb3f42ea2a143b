export { type RoleCode, roles } from './generated/roles.ts';
export { clerk, doctor, everything, holding, inRole, nurse, patientHerself } from './people.ts';
export { sharedPanelCases } from './shared-panels.ts';
export { type CallOptions, type TestChart, testChart } from './test-chart.ts';
export { openTestRecord, type TestRecord } from './test-record.ts';
export {
  type Answer,
  type AskOptions,
  type Fields,
  type OwnPageOptions,
  openWard,
  patientOf,
  type ToldEvent,
  type Ward,
} from './ward.ts';
