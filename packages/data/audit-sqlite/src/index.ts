export * from './create-sqlite-audit-log.ts';
export * from './sqlite-audit-options.ts';
