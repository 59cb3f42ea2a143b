/** Where whoever comes from a page of former screens is led on to: the patient, if the address is of one, and the beginning. */
export function waysOn(pathname: string): { readonly patient?: string; readonly links: string } {
  const patient = /^\/patients\/([A-Za-z0-9.-]{1,64})\/./.exec(pathname)?.[1];
  const start = '<a href="/">open the record</a>';
  return patient === undefined
    ? { links: start }
    : { patient, links: `<a href="/patients/${patient}">open the same patient</a>, or ${start}` };
}
