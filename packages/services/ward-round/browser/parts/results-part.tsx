import type { Loaded } from '@baseplate-epr/fhir-client';
import type { ResultsView } from '../../src/patient/results-view.ts';
import { Markup } from './markup.tsx';
import { Part } from './part.tsx';

export function ResultsPart({ part, again }: { readonly part: Loaded<ResultsView>; again(): void }) {
  return (
    <Part id="results" heading="Recent results" part={part} again={again} meta={() => 'The newest of each test'}>
      {({ tests, others, cutAfter }) => (
        <>
          {tests.length === 0 && cutAfter === undefined && <p>No laboratory results recorded.</p>}
          <ul className="round-rows">
            {tests.map((test) => (
              <li key={test.name} className="round-result">
                <div>
                  <p>
                    <b>{test.name}</b> <Markup html={test.value} />{' '}
                    <span className={`round-tag round-tag--${test.severity}`}>{test.interpretation}</span>
                  </p>
                  <p className="round-meta">
                    {test.range} · {test.collected}
                    {test.status !== undefined && (
                      <>
                        {' '}
                        · <b>{test.status}</b>
                      </>
                    )}
                  </p>
                </div>
                {test.trend !== '' && <Markup className="round-result__trend" html={test.trend} />}
              </li>
            ))}
          </ul>
          {others > 0 && (
            <p>
              {others} more {others === 1 ? 'test' : 'tests'}: see More.
            </p>
          )}
          {cutAfter !== undefined && (
            <p>
              Only the newest {cutAfter} results were read. Tests last done before them are not counted here: see More.
            </p>
          )}
        </>
      )}
    </Part>
  );
}
