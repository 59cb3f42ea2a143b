export * from './create-sqlite-state-store.ts';
export * from './sqlite-state-options.ts';
