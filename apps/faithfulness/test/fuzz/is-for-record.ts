/** Whether a path below the FHIR base stays there once its dots are resolved; what leaves it is answered by other parts of the server. */
export function isForRecord(path: string): boolean {
  const { pathname } = new URL(`http://record.example/fhir${path}`);
  return pathname === '/fhir' || pathname.startsWith('/fhir/');
}
