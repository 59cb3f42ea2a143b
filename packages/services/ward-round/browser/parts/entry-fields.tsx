import {
  acvpuWords,
  type EntryNumberName,
  entryNumbers,
  type FieldError,
  fieldId,
} from '@baseplate-epr/clinical-format';
import type { ReactNode } from 'react';
import type { PatientView } from '../../src/patient/patient-view.ts';
import { Choice } from './choice.tsx';
import { TextField } from './text-field.tsx';

interface EntryFieldsOptions {
  readonly patient: PatientView;
  readonly fields: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
  change(name: string, value: string): void;
}

/** The fields of a set, in the order of the NEWS2 chart. */
export function EntryFields({ patient, fields, errors, change }: EntryFieldsOptions) {
  const error = (name: string) => errors.find(({ field }) => field === fieldId(name))?.message;
  const common = (name: string) => ({
    id: fieldId(name),
    name,
    value: fields[name] ?? '',
    error: error(name),
    change: (value: string) => change(name, value),
  });
  const number = (name: EntryNumberName, label: string = entryNumbers[name].label): ReactNode => (
    <TextField
      {...common(name)}
      label={label}
      unit={entryNumbers[name].unit}
      inputMode={entryNumbers[name].places === 0 ? 'numeric' : 'decimal'}
    />
  );
  const scale = patient.observations.state === 'there' ? ` (scale ${patient.observations.value.scoring.scale})` : '';
  const late = (fields['late-reason'] ?? '') !== '' || error('late-reason') !== undefined;
  return (
    <>
      <fieldset
        className="round-taken"
        id={fieldId('taken')}
        tabIndex={-1}
        aria-describedby={error('taken') && 'taken-error'}
      >
        <legend>Date and time taken</legend>
        {error('taken') !== undefined && (
          <p className="round-error" id="taken-error">
            {error('taken')}
          </p>
        )}
        <div className="round-taken__row">
          <TextField {...common('taken-day')} error={undefined} label="Day" inputMode="numeric" />
          <TextField {...common('taken-month')} error={undefined} label="Month" inputMode="numeric" />
          <TextField {...common('taken-year')} error={undefined} label="Year" inputMode="numeric" />
          <TextField {...common('taken-time')} label="Time" hint="24-hour clock" inputMode="numeric" />
        </div>
      </fieldset>
      {late && <TextField {...common('late-reason')} label="Why it is entered late" />}
      <div className="round-fields">
        {number('respirations')}
        {number('saturation', `SpO₂${scale}`)}
        <Choice {...common('oxygen')} legend="Air or oxygen" choices={{ air: 'Air', oxygen: 'Oxygen' }} />
        {fields.oxygen === 'oxygen' || (fields.litres ?? '') !== '' || error('litres') !== undefined ? (
          number('litres')
        ) : (
          <div />
        )}
        {number('systolic', 'Systolic')}
        {number('diastolic', 'Diastolic')}
        {number('pulse')}
        {number('temperature')}
      </div>
      <Choice {...common('consciousness')} legend="Consciousness" choices={acvpuWords} />
    </>
  );
}
