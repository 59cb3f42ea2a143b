import type { FieldError } from '@baseplate-epr/clinical-format';
import type { Ref } from 'react';

/** What is wrong, each with a link to its field. */
export function ErrorList({
  errors,
  ref,
}: {
  readonly errors: readonly FieldError[];
  readonly ref: Ref<HTMLDivElement>;
}) {
  return (
    <div className="round-errors" role="alert" tabIndex={-1} ref={ref} aria-labelledby="errors-heading">
      <h3 id="errors-heading">Not saved: there is a problem</h3>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={field + message}>
            <a href={`#${field}`} onClick={() => setTimeout(() => document.getElementById(field)?.focus())}>
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
