import { MAX_JOB_ID_LENGTH } from '../../../protocol/wire/client-message.ts';
import { MAX_HEADER_BYTES } from '../../../protocol/wire/header.ts';
import type { RefusalReason } from '../../../protocol/wire/parsed.ts';
import { code, type MarkdownTable } from './markdown.ts';

const WHEN: Readonly<Record<RefusalReason, string>> = {
  frame_count: 'not exactly two frames',
  body_too_long: 'the body is longer than `max_body_size`',
  header_too_long: `the header is longer than ${MAX_HEADER_BYTES} bytes`,
  bad_header: 'the header is not the three parts, each once, or its signature is not base64',
  bad_version: 'the version is neither 2.0 nor, with RSA, 1.0',
  bad_method: 'the method is none of the two, or not the one of this socket',
  bad_json: 'the body is not UTF-8, or not JSON',
  bad_field: `the body is not an object, or a field is missing or wrong; a \`job_id\` has at most ${MAX_JOB_ID_LENGTH} characters`,
  ended_session:
    'the signature is right with a session key that the node had before its client was deleted or given another key',
  unknown_sender: 'the signature is wrong, and the node it names is not known',
  bad_signature: 'the signature is wrong',
  unknown_type: 'the type is not known',
  bad_timestamp:
    'the timestamp is malformed, or `max_message_skew` seconds or more from the clock of the receiver',
};

/** Why a message is dropped, in the order in which it is found out. */
export function droppedMessages(): MarkdownTable {
  return [
    ['reason', 'dropped because'],
    ...Object.entries(WHEN).map(([reason, when]) => [code(reason), when]),
  ];
}
