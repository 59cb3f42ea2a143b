/** What can be started, by the contract that it keeps. */
export const templates = [
  { name: 'record-store', title: 'Record store', hint: 'keeps the versions of every resource, and finds them' },
  { name: 'document-store', title: 'Document store', hint: 'keeps bytes by their SHA-256' },
  { name: 'digital-service', title: 'Digital service', hint: 'a card and forms on the chart' },
  { name: 'connector', title: 'Connector', hint: 'a program that feeds the record through the FHIR API' },
  { name: 'user-interface', title: 'User interface', hint: 'the whole screen, whose slots services fill' },
] as const;

/** Name of one of the {@link templates}. */
export type TemplateName = (typeof templates)[number]['name'];

/** Licences to choose from, as SPDX names them. */
export const licences = [
  { name: 'Apache-2.0', title: 'Apache 2.0', hint: 'open source, with a grant of patents' },
  { name: 'MIT', title: 'MIT', hint: 'open source, the shortest' },
  { name: 'UNLICENSED', title: 'None', hint: 'all rights reserved' },
] as const;

/** Name of one of the {@link licences}. */
export type LicenceName = (typeof licences)[number]['name'];
