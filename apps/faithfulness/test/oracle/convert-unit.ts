import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { UcumLhcUtils } = require('@lhncbc/ucum-lhc') as {
  readonly UcumLhcUtils: {
    getInstance(): { convertUnitTo(from: string, value: number, to: string): { readonly toVal: number | null } };
  };
};
const utilities = UcumLhcUtils.getInstance();

/** A value in another unit of UCUM; undefined if the two measure different things. */
export function convertUnit(value: number, from: string, to: string): number | undefined {
  if (!Number.isFinite(value)) return convertUnit(1, from, to) === undefined ? undefined : value;
  return utilities.convertUnitTo(from, value, to).toVal ?? undefined;
}
