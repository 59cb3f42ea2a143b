/** Namespace of FHIR's elements: https://hl7.org/fhir/R4/xml.html */
export const fhirNamespace = 'http://hl7.org/fhir';

/** Namespace of a narrative's div. */
export const xhtmlNamespace = 'http://www.w3.org/1999/xhtml';

/** Namespace of the declarations of namespaces. */
export const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';

/** Namespace of `xsi:schemaLocation`, which says where the sender's schema lies. */
export const schemaInstanceNamespace = 'http://www.w3.org/2001/XMLSchema-instance';
