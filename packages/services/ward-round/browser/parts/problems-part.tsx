import type { Loaded } from '@baseplate-epr/fhir-client';
import type { ProblemsView } from '../../src/patient/problems-view.ts';
import { Part } from './part.tsx';

export function ProblemsPart({ part, again }: { readonly part: Loaded<ProblemsView>; again(): void }) {
  return (
    <Part
      id="problems"
      heading="Problems"
      part={part}
      again={again}
      meta={({ problems }) => `${problems.length} active`}
    >
      {({ problems, more }) => (
        <>
          {problems.length === 0 && <p>No active problems recorded.</p>}
          <ul className="round-rows">
            {problems.map(({ name, facts, status }, index) => (
              <li key={index}>
                <p>
                  <b>{name}</b> {status !== undefined && <span className="round-tag">{status}</span>}
                </p>
                <p className="round-meta">{facts.join(' · ')}</p>
              </li>
            ))}
          </ul>
          {more && <p>There are more than are shown here: see More.</p>}
        </>
      )}
    </Part>
  );
}
