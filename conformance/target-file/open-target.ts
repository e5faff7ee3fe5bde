import { randomBytes } from 'node:crypto';
import { MAX_KEY_BYTES, readText, UnreadableInput } from '../../files/read-input.ts';
import { RestClient } from '../../protocol/client/rest-client.ts';
import type { DialectName } from '../../protocol/dialect-name.ts';
import { newKeyPairAsync } from '../../protocol/signing/key-pair.ts';
import { isPem, pemOf } from '../../protocol/signing/pem.ts';
import type { Capability } from '../scenarios/capabilities.ts';
import { checkAdmin } from './check-roles.ts';
import { ConformUsageError } from './errors.ts';
import { askConfig, findCapabilities, findDialect } from './probe.ts';
import { readReach } from './read-reach.ts';
import { type ResolvedTarget, resolvedOffline } from './resolved-target.ts';
import { OwnProcess } from './server-process.ts';
import type { ProcessServer, Role, RoleName, TargetFile } from './target-file.ts';

/**
 * What the process that asks for a run has of a target that answers: all that was found out, clients of those who may check it
 * and clean up, and the server where the run has started it. It judges nothing; that is done by a `Target`.
 */
export interface RunAccess {
  readonly resolved: ResolvedTarget;
  /** Undefined for a target that every process starts for itself. */
  readonly admin: RestClient | undefined;
  /** Signs as the superuser, where one is known. */
  readonly superuser: RestClient | undefined;
  /** How a server that was started for the run has ended by itself; undefined while it runs, and of any other. */
  ended(): string | undefined;
  close(): Promise<void>;
}

/** Gives the RSA private key (PEM) of each of the files that a server of ours starts with. */
type OwnProcessKeys = (index: number) => Promise<string>;

export interface OpenOptions {
  /** Default: each is drawn. */
  readonly drawKey?: OwnProcessKeys;
  /** Gives up while the target is started and asked. */
  readonly signal?: AbortSignal;
}

/**
 * Starts the target where it is to be started, and asks it what its file does not say.
 * @throws TargetUnreachable, ServerUnreachable, ConformUsageError, the reason of the signal
 */
export async function openTarget(
  file: TargetFile,
  { drawKey = async () => (await newKeyPairAsync()).privateKey, signal }: OpenOptions = {},
): Promise<RunAccess> {
  const runId = randomBytes(3).toString('hex');
  if (file.server.kind === 'in-process') {
    const dialect = file.dialect === 'auto' ? 'documented' : file.dialect;
    return {
      resolved: resolvedOffline(file, dialect, runId),
      admin: undefined,
      superuser: undefined,
      ended: () => undefined,
      close: async () => {},
    };
  }
  if (file.server.kind === 'external') return askTarget(file, file.server.url, runId, (name) => name, signal);
  const started = await startOwnProcess(file, file.server, drawKey, signal);
  try {
    const opened = await askTarget(file, started.url, runId, (name) => started.path(name), signal);
    return {
      ...opened,
      resolved: { ...opened.resolved, ...(started.pid !== undefined && { serverPid: started.pid }) },
      ended: () => started.ended,
      async close() {
        await opened.close();
        await started.stop();
      },
    };
  } catch (error) {
    await started.stop();
    throw error;
  }
}

function startOwnProcess(
  file: TargetFile,
  server: ProcessServer,
  drawKey: OwnProcessKeys,
  signal: AbortSignal | undefined,
): Promise<OwnProcess> {
  const dialect = file.dialect === 'auto' ? 'documented' : file.dialect;
  return OwnProcess.start(server, {
    dialect,
    timings: resolvedOffline(file, dialect, '').timings,
    drawKey,
    ...(signal !== undefined && { signal }),
  });
}

async function askTarget(
  file: TargetFile,
  url: string,
  runId: string,
  path: (name: string) => string,
  signal: AbortSignal | undefined,
): Promise<RunAccess> {
  const roles = Object.fromEntries(
    Object.entries(file.roles).map(([name, { user, key }]) => [
      name,
      { user, key: isPem(key) ? key : path(key) },
    ]),
  ) as Partial<Record<RoleName, Role>>;
  const { admin: adminRole, superuser: superuserRole } = roles;
  if (adminRole === undefined) throw new ConformUsageError('the target has no admin; give user and key');
  const reach = await readReach(file.reach);
  const reached = { ...file, reach };
  const admin = await clientOf(url, reached, adminRole);
  const superuser = superuserRole && (await clientOf(url, reached, superuserRole));
  const close = async (): Promise<void> => {
    await admin.close();
    await superuser?.close();
  };
  // those who clean up after an interrupted run have to be heard still
  const interruptible = signal === undefined ? {} : { signal };
  const [asking, askingAll] = [admin.as(interruptible), superuser?.as(interruptible)];
  try {
    await checkAdmin(asking);
    const dialect: DialectName = file.dialect === 'auto' ? await findDialect(asking) : file.dialect;
    const asked = await askConfig(asking);
    const offline = resolvedOffline(file, dialect, runId);
    const capabilities = file.capabilities ?? [
      ...(await findCapabilities(asking, askingAll)),
      ...(asked.isEncrypted === false ? [] : (['encryption'] as const)),
      ...ownCapabilities(file),
      ...(['reader', 'outsider'] as const).filter((name) => roles[name] !== undefined),
    ];
    return {
      resolved: {
        ...offline,
        ...{ url, reach, roles, capabilities },
        timings: { ...offline.timings, ...asked.timings },
      },
      admin,
      superuser,
      ended: () => undefined,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What a target can do because of how it was started, whoever wrote it. */
function ownCapabilities({ server, hooks }: TargetFile): readonly Capability[] {
  if (server.kind === 'process') {
    // who can be told to draw new keys keeps them where it is not
    const keepsKeys = server.settings['fresh-keys'] !== undefined;
    const takesBoth = server.settings.unencrypted !== undefined;
    return [
      ...(['restart', 'kill', 'alone'] as const),
      ...(keepsKeys ? (['kept-keys'] as const) : []),
      ...(takesBoth ? (['unencrypted'] as const) : []),
    ];
  }
  return hooks.restart !== undefined || hooks.start !== undefined ? ['restart'] : [];
}

/** How long a target may take for one answer before and after the scenarios, milliseconds. */
export const SETUP_ANSWER_TIMEOUT_MS = 20_000;

/** Signs as the user of a role. @throws ConformUsageError for a key that cannot be used */
export async function clientOf(
  serverUrl: string,
  { organisation: org, maxAnswerBytes, reach }: Pick<TargetFile, 'organisation' | 'maxAnswerBytes' | 'reach'>,
  { user, key }: Role,
  signal?: AbortSignal,
): Promise<RestClient> {
  try {
    const pem = isPem(key) ? key : await readText(key, { maxBytes: MAX_KEY_BYTES });
    return new RestClient({
      serverUrl,
      org,
      user,
      privateKey: pemOf(pem),
      answerTimeoutMs: SETUP_ANSWER_TIMEOUT_MS,
      ...reach,
      ...(maxAnswerBytes !== undefined && { maxAnswerBytes }),
      ...(signal !== undefined && { signal }),
    });
  } catch (cause) {
    const shownAs = isPem(key) ? 'the key' : `the key ${key}`;
    const reason = cause instanceof UnreadableInput ? cause.message : 'it is no RSA key';
    throw new ConformUsageError(`cannot use ${shownAs} of ${user} (${reason}); ${remedyFor(key, cause)}`, {
      cause,
    });
  }
}

function remedyFor(key: string, cause: unknown): string {
  if (isPem(key) || !(cause instanceof UnreadableInput)) return 'give an RSA private key in PEM';
  return `a path in a target's file counts from there; the key came with the user as a PEM file, and push-harness serve leaves those of its own in .push-harness/keys`;
}
