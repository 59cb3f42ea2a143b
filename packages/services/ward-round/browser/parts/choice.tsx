interface ChoiceOptions {
  readonly id: string;
  readonly name: string;
  readonly legend: string;
  readonly choices: Readonly<Record<string, string>>;
  readonly value: string;
  readonly error: string | undefined;
  change(value: string): void;
}

/** One of a few, each a large target. What was chosen by mistake can be cleared again: not measured is no choice either. */
export function Choice({ id, name, legend, choices, value, error, change }: ChoiceOptions) {
  return (
    <fieldset className="round-choice" aria-describedby={error === undefined ? undefined : `${id}-error`}>
      <legend>{legend}</legend>
      {error !== undefined && (
        <p className="round-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <div className="round-choice__row">
        {Object.entries(choices).map(([code, words], index) => (
          <label key={code}>
            <input
              type="radio"
              id={index === 0 ? id : `${id}-${code}`}
              name={name}
              value={code}
              checked={value === code}
              onChange={() => change(code)}
            />
            <span>{words}</span>
          </label>
        ))}
      </div>
      {value !== '' && (
        <button type="button" className="round-linklike" onClick={() => change('')}>
          Clear<span className="round-hidden">: {legend}</span>
        </button>
      )}
    </fieldset>
  );
}
