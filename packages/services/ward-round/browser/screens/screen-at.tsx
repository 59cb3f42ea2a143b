import type { ReactNode } from 'react';
import { EssentialsScreen } from './essentials-screen.tsx';
import { FindScreen } from './find-screen.tsx';
import { MoreScreen } from './more-screen.tsx';
import { NotFoundScreen } from './not-found-screen.tsx';
import { PatientFrame } from './patient-frame.tsx';
import { RecordScreen } from './record-screen.tsx';
import { ServiceScreen } from './service-screen.tsx';
import { WardScreen } from './ward-screen.tsx';
import { WardsScreen } from './wards-screen.tsx';

/** The screen of an address. What lies below a patient is always inside of the frame with the banner, made anew for each patient. */
export function screenAt(address: string): ReactNode {
  const { pathname, search } = new URL(address, location.origin);
  if (pathname === '/') return <WardsScreen />;
  if (pathname === '/patients') return <FindScreen />;
  const ward = /^\/wards\/([A-Za-z0-9.-]{1,64})$/.exec(pathname)?.[1];
  if (ward !== undefined) return <WardScreen key={ward} ward={ward} />;
  const [, patient, rest = ''] = /^\/patients\/([A-Za-z0-9.-]{1,64})(\/.*)?$/.exec(pathname) ?? [];
  if (patient === undefined) return <NotFoundScreen />;
  if (rest === '' || rest === '/')
    return <PatientFrame key={patient} patient={patient} tab="now" screen={(view) => <EssentialsScreen {...view} />} />;
  if (rest === '/observe')
    return <PatientFrame key={patient} patient={patient} tab="observe" screen={(view) => <RecordScreen {...view} />} />;
  if (rest === '/more')
    return <PatientFrame key={patient} patient={patient} tab="more" screen={(view) => <MoreScreen {...view} />} />;
  const [, service = '', path = ''] = /^\/([a-z][a-z0-9-]*)(\/.*)?$/.exec(rest) ?? [];
  if (service === '') return <NotFoundScreen />;
  return (
    <PatientFrame
      key={patient}
      patient={patient}
      tab="more"
      screen={(view) => (
        <ServiceScreen key={rest + search} {...view} service={service} path={`${path || '/'}${search}`} />
      )}
    />
  );
}
