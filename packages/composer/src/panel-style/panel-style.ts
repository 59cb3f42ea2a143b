import { styleFile } from './style-file.ts';

/** Attribute of the element around every fragment; its value is the service's name. */
const attribute = 'data-service';

/**
 * The frame of every fragment. Nothing is painted outside it but a focus ring, nothing in it is laid out by or lies over what is outside, and its
 * width is never its content's to say. Important rules of a layer win over all others, so a frame cannot be taken away.
 */
const frame = `@layer baseplate-panels{[${attribute}]{display:block!important;position:relative!important;inset:auto!important;margin:0!important;float:none!important;transform:none!important;translate:none!important;rotate:none!important;scale:none!important;outline:0!important;box-shadow:none!important;filter:none!important;contain:layout paint style inline-size!important;isolation:isolate!important;overflow:clip!important;overflow-clip-margin:4px!important}}`;

/** The style sheet of the frame. */
export const frameStyle = styleFile('panels', frame);

/** A fragment in the frame that keeps it, and the styles of its service, to itself. One that is empty stays so. */
export function framedFragment(html: string, service: string): string {
  return html.trim() === '' ? html : `<div ${attribute}="${service}">${html}</div>`;
}

/** The style sheet of a service, which has no problems, as it holds for the service's own panels alone. */
export function scopedStyle(style: string, service: string): string {
  return `@scope ([${attribute}="${service}"]){\n${style}\n}\n`;
}
