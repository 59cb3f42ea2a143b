export { type OracleParameter, oracleParameters } from './oracle-parameters.ts';
export type { OracleResource } from './oracle-resource.ts';
export { createSearchOracle, type OracleWorld, type SearchOracle } from './search-oracle.ts';
