export * from './create-local-identity.ts';
export * from './local-identity.ts';
export * from './local-identity-options.ts';
export * from './persona.ts';
export * from './role.ts';
