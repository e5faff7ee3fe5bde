import { createOrganisation, deleteOrganisation } from '../../protocol/client/api.ts';
import { isRefused, RequestRefused, refusalText } from '../../protocol/client/errors.ts';
import type { Reply } from '../../protocol/client/reply.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { ConformUsageError, TargetUnreachable } from './errors.ts';

/**
 * Holds that the target knows its admin, who may read.
 * @throws ConformUsageError where it refuses him or is no push server, TargetUnreachable where it fails, ServerUnreachable
 */
export async function checkAdmin(admin: RestClient): Promise<void> {
  const reply = await admin.pushy('GET', 'jobs');
  const { status, asked } = reply;
  if (status === 200 && isJson(reply)) return;
  if (isRefused(reply) && status < 400)
    throw new ConformUsageError(
      `the target sends its admin elsewhere: ${new RequestRefused(reply).message}; give that address as its server`,
    );
  const said = saidIn(reply);
  if (status >= 500) throw new TargetUnreachable(`the target failed to answer ${asked} (${said})`);
  if (status === 401 || status === 403 || /^\s*\{/.test(reply.text))
    throw new ConformUsageError(
      `the target refuses its admin ${admin.user} (${said}); check user, key and organisation`,
    );
  throw new ConformUsageError(
    `there is no Push Jobs server at ${admin.serverUrl} (${asked} was answered with ${said}); check the address and the organisation`,
  );
}

/**
 * Holds that somebody may start a job. Where he may, one is started on a node that does not exist.
 * @throws ConformUsageError
 */
export async function checkMayStart(admin: RestClient, node: string): Promise<void> {
  const reply = await startJob(admin, node);
  if (reply.status !== 403 && reply.status !== 401) return;
  throw new ConformUsageError(
    `the admin ${admin.user} may not start jobs in ${admin.org} (${saidIn(reply)}); put the user into pushy_job_writers, or give another`,
  );
}

/** Holds that the reader may read and start nothing. @throws ConformUsageError */
export async function checkReader(reader: RestClient, node: string): Promise<void> {
  const read = await reader.pushy('GET', 'jobs');
  if (read.status !== 200)
    throw new ConformUsageError(
      `the reader ${reader.user} may not read the jobs of ${reader.org} (${saidIn(read)}); give a user who may`,
    );
  const started = await startJob(reader, node);
  if (started.status >= 300) return;
  throw new ConformUsageError(
    `the reader ${reader.user} may start jobs in ${reader.org} (${started.status}); give a user who may not, or a superuser who makes one`,
  );
}

/** Holds that the target knows the outsider, who may not read. @throws ConformUsageError */
export async function checkOutsider(outsider: RestClient): Promise<void> {
  const reply = await outsider.pushy('GET', 'jobs');
  if (reply.status === 401)
    throw new ConformUsageError(
      `the target does not know the outsider ${outsider.user} (${saidIn(reply)}); check user and key`,
    );
  if (reply.status !== 200) return;
  throw new ConformUsageError(
    `the outsider ${outsider.user} may read the jobs of ${outsider.org}; give a user who is not in it, or a superuser who makes one`,
  );
}

/** Holds that the superuser may make organisations and users. One is made and removed. @throws ConformUsageError, TargetUnreachable */
export async function checkMayMakeOrganisations(superuser: RestClient, name: string): Promise<void> {
  try {
    await createOrganisation(superuser, name);
    await deleteOrganisation(superuser, name);
  } catch (error) {
    if (!(error instanceof RequestRefused)) throw error;
    const { asked, status, text } = error;
    if (status >= 500)
      throw new TargetUnreachable(`the target failed to answer ${asked} (${status}: ${text})`);
    throw new ConformUsageError(
      `the superuser ${superuser.user} may not make and remove organisations (${status}: ${text}); give one who may, or leave the superuser out`,
    );
  }
}

function startJob(client: RestClient, node: string): Promise<Reply> {
  return client.pushy('POST', 'jobs', { body: { command: 'true', nodes: [node] } });
}

function saidIn({ status, text }: Reply): string {
  return `${status}: ${refusalText(text)}`;
}

function isJson(reply: Reply): boolean {
  try {
    reply.json();
    return true;
  } catch {
    return false;
  }
}
