import type { Loaded } from '@baseplate-epr/fhir-client';
import type { MedicinesView } from '../../src/patient/medicines-view.ts';
import { Markup } from './markup.tsx';
import { Part } from './part.tsx';

export function MedicinesPart({ part, again }: { readonly part: Loaded<MedicinesView>; again(): void }) {
  return (
    <Part
      id="medicines"
      heading="Medicines"
      part={part}
      again={again}
      meta={({ medicines }) => `${medicines.length} current`}
    >
      {({ medicines, more, reportedWithheld }) => (
        <>
          {medicines.length === 0 && <p>No current medicines recorded.</p>}
          <ul className="round-rows">
            {medicines.map(({ line, status, since }, index) => (
              <li key={index}>
                <p>
                  <Markup html={line} />
                </p>
                <p className="round-meta">
                  {status !== undefined && <b>{status} · </b>}
                  {since}
                </p>
              </li>
            ))}
          </ul>
          {reportedWithheld && <p>Medicines that were reported but not prescribed here: withheld for your role.</p>}
          {more && <p>There are more than are shown here: see More.</p>}
          <p className="round-meta">Past medicines, and what was stopped lately, stand under More.</p>
        </>
      )}
    </Part>
  );
}
