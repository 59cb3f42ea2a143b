/** What stands in, at and around a field. */
export interface TextFieldOptions {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly unit?: string;
  readonly hint?: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly inputMode?: 'numeric' | 'decimal' | 'text';
  change(value: string): void;
}

/** A field with its label; what is wrong with it stands above it, in words. */
export function TextField(options: TextFieldOptions) {
  const { id, name, label, unit, hint, value, error, inputMode = 'text', change } = options;
  const described = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].join(' ').trim();
  return (
    <div className={`round-field${error === undefined ? '' : ' round-field--wrong'}`}>
      <label htmlFor={id}>
        {label}
        {unit !== undefined && <span className="round-unit">{unit}</span>}
      </label>
      {hint !== undefined && (
        <p className="round-meta" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p className="round-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <input
        id={id}
        name={name}
        type="text"
        inputMode={inputMode}
        autoComplete="off"
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={described === '' ? undefined : described}
        onChange={(event) => change(event.target.value)}
      />
    </div>
  );
}
