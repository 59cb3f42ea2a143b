import type { ReactNode } from 'react';
import type { AllergiesView, BannerView } from '../../src/patient/banner-view.ts';

/** The patient banner of the NHS Common User Interface: name, born, gender, NHS number, then allergies. */
export function Banner({ banner }: { readonly banner: BannerView }) {
  const { name, preferredName, born, death, gender, nhsNumber, place, allergies, warning } = banner;
  return (
    <section
      className={`round-banner${death === undefined ? '' : ' round-banner--died'}`}
      aria-label="Patient"
      data-banner
    >
      <div className="round-banner__row">
        <div>
          <h1>{name}</h1>
          {preferredName !== undefined && (
            <p>
              <span className="round-label">Preferred name</span> {preferredName}
            </p>
          )}
        </div>
        <dl>
          <Fact label="Born">{born}</Fact>
          {death !== undefined && <Fact label="Died">{death.died}</Fact>}
          {death !== undefined && <Fact label="Age at death">{death.age}</Fact>}
          <Fact label="Gender">{gender}</Fact>
          <Fact label="NHS No.">
            <b className="round-nowrap">{nhsNumber}</b>
          </Fact>
          <Fact label="Location">{place}</Fact>
        </dl>
      </div>
      <Allergies allergies={allergies} />
      {warning !== undefined && (
        <p className="round-banner__warning">
          <b>Important:</b> {warning}
        </p>
      )}
    </section>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Allergies({ allergies: { state, words, known, more, updated } }: { readonly allergies: AllergiesView }) {
  return (
    <p className={`round-allergies round-allergies--${state}`}>
      {state !== 'none' && (
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
          <path d="M10 1 20 19H0Z" fill="currentColor" />
          <path d="M9 7h2v6H9zM9 14.5h2v2H9z" fill="#fff" />
        </svg>
      )}
      <span>
        <b>{words}</b>
        {known.length > 0 && `: ${known.join(', ')}`}
        {more.map((each) => ` · ${each}`)}
        {updated !== undefined && ` · updated ${updated}`}
      </span>
    </p>
  );
}
