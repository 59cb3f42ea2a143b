import type { Acvpu, News2Values } from '../news2/news2-values.ts';
import type { EntryNumberName } from './entry-numbers.ts';

/** What was measured, as entered: digits as text, because a temperature of 37.0 is not 37. What was not measured is absent. */
export interface EnteredSet {
  readonly taken: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly numbers: Readonly<Partial<Record<EntryNumberName, string>>>;
  readonly oxygen: 'air' | 'oxygen' | undefined;
  readonly consciousness: Acvpu | undefined;
  /** Why it is entered more than a week late. */
  readonly lateReason: string | undefined;
}

/** The same as NEWS2 takes it. */
export function valuesOfEntered({ numbers, oxygen, consciousness }: EnteredSet): News2Values {
  const value = (name: EntryNumberName) => (numbers[name] === undefined ? undefined : Number(numbers[name]));
  return {
    respirations: value('respirations'),
    oxygenSaturation: value('saturation'),
    supplementalOxygen: oxygen === undefined ? undefined : oxygen === 'oxygen',
    systolicBloodPressure: value('systolic'),
    pulse: value('pulse'),
    consciousness,
    temperature: value('temperature'),
  };
}
