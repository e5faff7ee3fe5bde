import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { RestClient } from '../../protocol/client/rest-client.ts';
import { newKeyPairAsync } from '../../protocol/signing/key-pair.ts';
import type { Capability } from '../scenarios/capabilities.ts';
import { ConformUsageError } from './errors.ts';
import { askConfig, checkAdmin, findCapabilities, findDialect } from './probe.ts';
import { type ResolvedTarget, resolvedOffline } from './resolved-target.ts';
import { OwnProcess } from './server-process.ts';
import type { DialectName, ProcessServer, Role, RoleName, TargetFile } from './target-file.ts';

/** A target that answers, with everything found out. */
export interface OpenTarget {
  readonly resolved: ResolvedTarget;
  /** Undefined for a target that every process starts for itself. */
  readonly admin: RestClient | undefined;
  /** Signs as the superuser, where one is known. */
  readonly superuser: RestClient | undefined;
  close(): Promise<void>;
}

/** Gives the RSA private key (PEM) of each of the files that a server of ours starts with. */
type OwnProcessKeys = (index: number) => Promise<string>;

/**
 * Starts the target where it is to be started, and asks it what its file does not say.
 * @throws TargetUnreachable, ServerUnreachable, ConformUsageError
 */
export async function openTarget(
  file: TargetFile,
  drawKey: OwnProcessKeys = async () => (await newKeyPairAsync()).privateKey,
): Promise<OpenTarget> {
  const runId = randomBytes(3).toString('hex');
  if (file.server.kind === 'in-process') {
    const dialect = file.dialect === 'auto' ? 'documented' : file.dialect;
    return {
      resolved: resolvedOffline(file, dialect, runId),
      admin: undefined,
      superuser: undefined,
      close: async () => {},
    };
  }
  if (file.server.kind === 'external') return askTarget(file, file.server.url, runId, (name) => name);
  const started = await startOwnProcess(file, file.server, drawKey);
  try {
    const opened = await askTarget(file, started.url, runId, (name) => started.path(name));
    return {
      ...opened,
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
): Promise<OwnProcess> {
  const dialect = file.dialect === 'auto' ? 'documented' : file.dialect;
  return OwnProcess.start(server, {
    dialect,
    timings: resolvedOffline(file, dialect, '').timings,
    drawKey,
  });
}

async function askTarget(
  file: TargetFile,
  url: string,
  runId: string,
  path: (name: string) => string,
): Promise<OpenTarget> {
  const roles = Object.fromEntries(
    Object.entries(file.roles).map(([name, { user, keyFile }]) => [name, { user, keyFile: path(keyFile) }]),
  ) as Partial<Record<RoleName, Role>>;
  const { admin: adminRole, superuser: superuserRole } = roles;
  if (adminRole === undefined) throw new ConformUsageError('the target has no admin; give user and key');
  const admin = await clientOf(url, file.organisation, adminRole);
  const superuser = superuserRole && (await clientOf(url, file.organisation, superuserRole));
  const close = async (): Promise<void> => {
    await admin.close();
    await superuser?.close();
  };
  try {
    await checkAdmin(admin);
    const dialect: DialectName = file.dialect === 'auto' ? await findDialect(admin) : file.dialect;
    const asked = await askConfig(admin);
    const offline = resolvedOffline(file, dialect, runId);
    const capabilities = file.capabilities ?? [
      ...(await findCapabilities(admin, superuser)),
      ...(asked.isEncrypted === false ? [] : (['encryption'] as const)),
      ...ownCapabilities(file),
      ...(['reader', 'outsider'] as const).filter((name) => roles[name] !== undefined),
    ];
    return {
      resolved: { ...offline, url, roles, timings: { ...offline.timings, ...asked.timings }, capabilities },
      admin,
      superuser,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What a target can do because of how it was started, whoever wrote it. */
function ownCapabilities({ server, hooks }: TargetFile): readonly Capability[] {
  if (server.kind === 'process') return ['restart', 'kill'];
  return hooks.restart !== undefined || hooks.start !== undefined ? ['restart'] : [];
}

async function clientOf(serverUrl: string, org: string, { user, keyFile }: Role): Promise<RestClient> {
  try {
    return new RestClient({ serverUrl, org, user, privateKey: await readFile(keyFile, 'utf8') });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ConformUsageError(
      `cannot use the key ${keyFile} of ${user} (${code}); check the path and that it is RSA in PEM`,
      {
        cause,
      },
    );
  }
}
