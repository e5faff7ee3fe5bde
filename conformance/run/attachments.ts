/** The media types of what scenarios attach and reports read. */
export { DELAY_MEDIA_TYPE } from '../../reports/generators/conformance/delay-media-type.ts';
export { QUIRK_MEDIA_TYPE } from '../../reports/generators/conformance/quirk-media-type.ts';
