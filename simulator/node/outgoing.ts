import { formatHttpDate } from '../../protocol/time/dates.ts';
import { type ClientEnvelope, formatClientMessage } from '../../protocol/wire/client-message.ts';
import type { CommandOutput } from '../commands/command.ts';
import type { Forgery, NodeMessage } from './planned.ts';

/** What the client itself sends at most unless it is configured otherwise, bytes. Source: protocol §8. */
export const DEFAULT_CLIENT_BODY_BYTES = 63_000;

/** Envelope of a node's messages, what changes with each message apart. */
export type NodeEnvelope = Pick<ClientEnvelope, 'node' | 'client' | 'org' | 'incarnationId'>;

/**
 * The JSON text of what a node says. Output over the limit is left out; then a whole message over it goes without its
 * output. Source: protocol §8.
 */
export function formatNodeMessage(
  content: NodeMessage,
  sender: NodeEnvelope,
  sequence: number,
  timestampMs: number,
  maxBodyBytes: number,
): string {
  const envelope: ClientEnvelope = { ...sender, sequence, timestampMs, jobId: content.jobId };
  if (content.type !== 'succeeded' && content.type !== 'failed') {
    return formatClientMessage({ ...envelope, ...content });
  }
  const body = formatClientMessage({
    ...envelope,
    type: content.type,
    ...channels(content.output, maxBodyBytes),
  });
  if (Buffer.byteLength(body) <= maxBodyBytes) return body;
  return formatClientMessage({ ...envelope, type: content.type });
}

function channels(
  output: CommandOutput | undefined,
  maxBytes: number,
): { readonly stdout?: string; readonly stderr?: string } {
  if (!output || output.stdout.bytes + output.stderr.bytes > maxBytes) return {};
  const { stdout, stderr } = output;
  return {
    ...(stdout.text !== undefined && { stdout: stdout.text }),
    ...(stderr.text !== undefined && { stderr: stderr.text }),
  };
}

/** The same body with other values in the places that are forged. */
export function forge(body: string, forgery: Forgery, timestampMs: number): string {
  const fields = JSON.parse(body) as Record<string, unknown>;
  const forged: Record<string, unknown> = {
    node: forgery.node,
    org: forgery.org,
    type: forgery.type,
    job_id: forgery.jobId,
    incarnation_id: forgery.incarnationId,
    sequence: forgery.sequence,
    timestamp:
      forgery.timestampByMs === undefined ? undefined : formatHttpDate(timestampMs + forgery.timestampByMs),
  };
  for (const [name, value] of Object.entries(forged)) {
    if (value !== undefined) fields[name] = value;
  }
  return JSON.stringify(fields);
}
