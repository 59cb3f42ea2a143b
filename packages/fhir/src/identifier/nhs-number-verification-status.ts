/** Code system that England writes: `01` to `08`. */
export const verificationStatusEngland = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland';

const wales = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusWales';

/** Retired, yet PDS still sends `01` to `08` under it, as its version 1 had them; version 2 has words. */
const retired = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus';

const words: Readonly<Record<string, string>> = {
  'number-present-and-verified': '01',
  'number-present-but-not-traced': '02',
  'trace-required': '03',
  'trace-attempted': '04',
  'trace-needs-to-be-resolved': '05',
  'trace-in-progress': '06',
  'number-not-present-and-trace-not-required': '07',
  'trace-postponed': '08',
};

/** What a verification status of an NHS number means, whichever of the three code systems in circulation it comes from. */
export interface VerificationStatus {
  /** The code to write: one of {@link verificationStatusEngland}. Undefined for the one that only Wales has. */
  readonly england: string | undefined;
  /** True when the code system is retired. */
  readonly isRetired: boolean;
}

/** Reads a verification status; undefined for a code that none of the three code systems has. */
export function readVerificationStatus(system: string, code: string): VerificationStatus | undefined {
  const number = /^0[1-8]$/.test(code) ? code : undefined;
  switch (system) {
    case verificationStatusEngland:
      return number === undefined ? undefined : { england: number, isRetired: false };
    case wales:
      if (code === 'nn') return { england: undefined, isRetired: false };
      return number === undefined ? undefined : { england: number, isRetired: false };
    case retired: {
      const england = number ?? (Object.hasOwn(words, code) ? words[code] : undefined);
      return england === undefined && !isWelshWord(code) ? undefined : { england, isRetired: true };
    }
    default:
      return undefined;
  }
}

function isWelshWord(code: string): boolean {
  return code === 'number-present-and-traced-using-welsh-nhs-ar';
}
