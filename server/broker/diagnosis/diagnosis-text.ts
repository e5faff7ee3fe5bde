import type { Cause, ConfigRefusal, DiagnosisNote } from './diagnosis.ts';

/** A sentence about a node, and what to do about it. `NODE` stands for its name. */
interface Advice {
  readonly sentence: string;
  readonly remedy: string;
}

/** Said of a node that nothing is wrong with. */
export const AVAILABLE = 'NODE is available: it answers, and its heartbeats are on time.';

const CONFIG: Readonly<Record<`config_${ConfigRefusal}`, Advice>> = {
  config_method_not_allowed: {
    sentence: 'NODE asked for its configuration with a method that is not offered there.',
    remedy: 'Ask with GET, and sign the same method.',
  },
  config_missing_ccpk: {
    sentence: 'NODE asked for its configuration without a CURVE key.',
    remedy: 'Use a push client of version 2.0 or later, or start the server with --allow-unencrypted.',
  },
  config_bad_ccpk: {
    sentence: 'NODE asked for its configuration with a CURVE key that is none.',
    remedy: 'Send the public key as 40 characters of Z85, percent-encoded in the query.',
  },
  config_missing_headers: {
    sentence: 'NODE asked for its configuration without signing the request.',
    remedy: 'Give the push client the private key of the client NODE.',
  },
  config_unsupported_version: {
    sentence: 'NODE signed its config request in a version of the protocol that is not spoken.',
    remedy: 'Sign in version 1.3, 1.1 or 1.0, and say so in X-Ops-Sign.',
  },
  config_bad_timestamp: {
    sentence: 'NODE signed its config request with a timestamp that is none.',
    remedy: 'Have the push client send X-Ops-Timestamp in the form 2014-07-10T05:17:40Z.',
  },
  config_clock_skew: {
    sentence: "NODE signed its config request at a time too far from the server's.",
    remedy: 'Synchronise the clocks of NODE and of the server.',
  },
  config_bad_signature: {
    sentence:
      'NODE signed its config request, but the signature does not match the request and the registered key.',
    remedy:
      'Mend what is named here; where the signature is right, give the push client the private key that was handed out for NODE, or register NODE anew.',
  },
  config_unknown_principal: {
    sentence: 'NODE asked for its configuration, but no client of that name is registered.',
    remedy:
      'Register a client NODE in this organisation and give its key to the push client; if another organisation has that client, write that one into the URL of the push client.',
  },
  config_not_permitted: {
    sentence: 'Whoever asked for the configuration of NODE may not read in this organisation.',
    remedy: 'Let the push client sign as NODE, or join the group pushy_job_readers.',
  },
  config_name_mismatch: {
    sentence: 'Another client asked for the configuration of NODE.',
    remedy: "Make the push client's node name and the name of the client that signs one and the same.",
  },
  config_not_acceptable: {
    sentence: 'NODE asked for its configuration in another form than JSON.',
    remedy: 'Have the push client accept application/json.',
  },
};

/** A message that is not of the protocol: the client is to blame, whatever is wrong with it. */
function malformed(what: string, remedy: string): Advice {
  return { sentence: `A message of NODE was refused: ${what}.`, remedy };
}

const ADVICE: Readonly<Record<Cause, Advice>> = {
  never_heard_of: {
    sentence: 'Nothing has been heard of NODE since the server started.',
    remedy:
      "Check that its push client runs, and that it asks this server for /organizations/ORG/pushy/config/NODE, with this organisation and this name. What another organisation refuses is in that one's diagnosis; of one that does not exist nothing is kept.",
  },
  no_such_client: {
    sentence: 'No client of this organisation is named NODE, and nothing has been heard of it.',
    remedy:
      'Register a client NODE, or ask for the name that the push client has, in the organisation that is in its URL.',
  },
  ...CONFIG,
  connecting: {
    sentence: 'NODE has fetched its configuration a moment ago and has not connected yet.',
    remedy: 'Wait a few seconds and ask again.',
  },
  never_connected: {
    sentence: 'NODE has fetched its configuration but never connected to the command socket.',
    remedy: 'Check that NODE reaches the command address in its configuration: firewall, --advertise.',
  },
  handshakes_failed: {
    sentence:
      'NODE has fetched its configuration, but only connections that fail to encrypt have come since.',
    remedy:
      'Let the push client connect with the key pair whose public half it sent as ccpk, to the curve_public_key of the same answer; restart it.',
  },
  key_expired: {
    sentence: 'NODE tried to connect with a CURVE key whose time had passed.',
    remedy: 'Restart the push client, so that it fetches its configuration and connects at once.',
  },
  key_ended: {
    sentence: 'NODE tried to connect with a CURVE key from before its client was deleted or had another key.',
    remedy:
      'Give the push client the present key of the client NODE; if it has it already, look for who uses the old one.',
  },
  client_deleted: {
    sentence: 'The client NODE was deleted, and the node was shut out.',
    remedy: 'Register a client NODE in this organisation and give its key to the push client.',
  },
  client_rekeyed: {
    sentence: 'The client NODE was given another key, and the node with the old one was shut out.',
    remedy: 'Give the push client the new private key and restart it.',
  },
  forgotten: {
    sentence: 'NODE was shut out, since too many other nodes have asked for a configuration since it did.',
    remedy: 'Share the nodes among more servers, and restart the push client.',
  },
  no_message: {
    sentence: 'NODE is connected to the command socket but has sent no message.',
    remedy:
      "Check that NODE receives the server's heartbeats: it says nothing while it thinks the server offline.",
  },
  message_frame_count: malformed(
    'it had not two frames',
    'Send each message as two frames, the header and then the body, and no empty frame before them.',
  ),
  message_header_too_long: malformed(
    'its header was too long',
    'Send the three parts of the header and no more.',
  ),
  message_body_too_long: {
    sentence: 'A message of NODE was refused: its body was longer than max_body_size.',
    remedy: 'Let the command write less, or raise max_body_size on the server and restart the push client.',
  },
  message_bad_header: malformed(
    'its header could not be read',
    'Begin each message with a frame of the text Version:2.0;SigningMethod:hmac_sha256;Signature:BASE64.',
  ),
  message_bad_version: malformed(
    'it was of an unknown protocol version',
    'Write Version:2.0 into the header, whatever version the client itself has.',
  ),
  message_bad_method: malformed(
    'it was signed in a way that is not allowed here',
    'Sign with HMAC-SHA256 and the session key; only heartbeats of the server are signed with RSA.',
  ),
  message_bad_json: malformed(
    'its body was no JSON',
    'Let a JSON library write the body, and sign and send the same bytes of UTF-8.',
  ),
  message_bad_field: malformed(
    'a field was missing or wrong',
    'Mend this field in the messages of the client.',
  ),
  message_unknown_type: malformed(
    'it was of an unknown type',
    'Send the types of the protocol alone, in lower case.',
  ),
  message_other_name: {
    sentence: 'NODE sent a message in the name of another node or organisation, and it was refused.',
    remedy:
      'Write the node and the organization of the configuration into each message; upper and lower case are different names.',
  },
  message_bad_date: malformed(
    'its timestamp is no HTTP date',
    'Write the timestamp as RFC 9110 does, in GMT: not ISO 8601, no number.',
  ),
  nameless_messages: {
    sentence:
      'NODE has fetched its configuration, but only messages of nobody known have come since, and were refused.',
    remedy: 'Mend the messages of the client; without encryption nothing else says whose they are.',
  },
  message_bad_signature: {
    sentence: 'A message in the name of NODE was signed with a key that is not its session key.',
    remedy:
      'Decrypt the session key of the last configuration and sign the bytes that are sent; restart the push client, and look for a second NODE.',
  },
  message_ended_session: {
    sentence:
      'A message in the name of NODE was signed with a session key from before its client was deleted or had another key.',
    remedy:
      'Give the push client the present key of the client NODE; if it has it already, look for who uses the old one.',
  },
  message_unknown_sender: {
    sentence: 'A message came in the name of NODE, which was given no configuration.',
    remedy: 'Restart the push client, so that it fetches its configuration from this server.',
  },
  message_bad_timestamp: {
    sentence: "A message of NODE was refused: its timestamp is too far from the server's clock.",
    remedy: 'Synchronise the clocks of NODE and of the server.',
  },
  in_rehab: {
    sentence: 'NODE was told a moment ago to drop what it does and has not answered yet.',
    remedy: 'Wait a few seconds and ask again.',
  },
  abort_deferred: {
    sentence:
      'NODE came back with a command of a job that this server does not run, and is told to abort it once a few more of its heartbeats have come.',
    remedy: 'Wait some heartbeat intervals and ask again.',
  },
  rehab_unanswered: {
    sentence: 'NODE heartbeats, but does not answer the abort that the server sends again and again.',
    remedy: 'Restart the push client; if it is sound, look for what lets only one direction through.',
  },
  stuck_in_flight: {
    sentence:
      'NODE heartbeats with a job in hand, and does not answer the abort that the server sends again and again: the job is stuck in flight.',
    remedy:
      'Restart the push client: nothing else frees it. The shipped client comes to this when an abort meets it about to count the server as offline (quirk stuck-in-flight).',
  },
  unknown_job: {
    sentence:
      'NODE goes on naming a job in its heartbeats that this server does not run, and is told to abort each time.',
    remedy:
      'Let the client forget its job when it has ended or was aborted: job_id is null and job_state idle then.',
  },
  new_incarnations: {
    sentence: 'NODE names another incarnation in each message, and is taken for a new process each time.',
    remedy: 'Draw incarnation_id once, when the client starts, and write the same one into all its messages.',
  },
  never_heartbeated: {
    sentence: 'NODE has sent messages, but no heartbeat was among them.',
    remedy:
      'Send a heartbeat at each interval of the configuration (push_jobs.heartbeat.interval, in seconds).',
  },
  heartbeats_late: {
    sentence: 'NODE is available, but its heartbeats come late.',
    remedy: 'Look at the load of NODE and of the network, and at the heartbeat interval.',
  },
  heartbeats_stopped: {
    sentence: 'NODE was up, and then its heartbeats stopped.',
    remedy: 'Check that the machine and its push client run, and that the network lets them through.',
  },
  claimed_twice: {
    sentence: 'Two processes say that they are NODE and push each other out.',
    remedy: 'Stop one of them: a name belongs to one push client.',
  },
};

/** What each note is about, in words. */
export const NOTES: Readonly<Record<DiagnosisNote, string>> = {
  config_replayed:
    'a request for its configuration came again with another CURVE key, which was not admitted: somebody has seen it on the way, or the client was restarted within a second',
  claimed_twice: 'two processes say that they are this node',
  unencrypted:
    'connected without encryption: whoever is on the way reads commands, their environment, files and output',
  half_output: 'one channel of output came without the other, and neither was stored',
  dropped_output: 'a job asked for output and none came: it was too large for the node to send',
};

export function adviceFor(cause: Cause, node: string): Advice {
  const { sentence, remedy } = ADVICE[cause];
  return { sentence: naming(sentence, node), remedy: naming(remedy, node) };
}

/** Puts the node's name where `NODE` stands. */
export function naming(text: string, node: string): string {
  // a function, because a name may hold what `replace` takes for a pattern
  return text.replace(/\bNODE\b/g, () => node);
}
