/** What scenarios share with reports: the media types of what they attach, and how a topic is called. */
export { DELAY_MEDIA_TYPE } from '../../reports/generators/conformance/delay-media-type.ts';
export { QUIRK_MEDIA_TYPE } from '../../reports/generators/conformance/quirk-media-type.ts';
export { topicOf } from '../../reports/generators/conformance/topic-of.ts';
