interface UnusualValuesOptions {
  readonly values: readonly string[];
  readonly confirmed: readonly string[];
  confirm(value: string, sure: boolean): void;
}

/** Asks about each value that few patients have. */
export function UnusualValues({ values, confirmed, confirm }: UnusualValuesOptions) {
  return (
    <fieldset className="round-unusual" id="observations-confirmed" tabIndex={-1}>
      <legend>Is this right? Measure again if you can, then confirm each value or correct it below</legend>
      {values.map((value) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={confirmed.includes(value)}
            onChange={(event) => confirm(value, event.target.checked)}
          />{' '}
          Yes: {value}
        </label>
      ))}
    </fieldset>
  );
}
