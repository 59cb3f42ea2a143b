import type { PutBinaryOptions } from '../session/write-types.ts';

/** The Binary of a raw upload as JSON, still without its data. */
export function describeBinary({ contentType, securityContext }: PutBinaryOptions): string {
  return JSON.stringify({
    resourceType: 'Binary',
    contentType,
    ...(securityContext === undefined ? {} : { securityContext: { reference: securityContext } }),
  });
}
