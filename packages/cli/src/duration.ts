import { BaseplateError } from '@baseplate-epr/contracts';

const seconds = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** Seconds of a length of time written like `90s`, `30m`, `1h` or `1d`. */
export function parseDuration(text: string): number {
  const match = /^([1-9]\d{0,6})([smhd])$/.exec(text);
  if (match?.[1] === undefined) {
    throw new BaseplateError({
      code: 'input-invalid',
      message: `"${text}" is no length of time. Write it like 90s, 30m or 1h.`,
    });
  }
  return Number(match[1]) * seconds[match[2] as keyof typeof seconds];
}
