/** The server's REST API as typed calls: `import * as api from '…/api.ts'`, then `api.startJob(client, …)`. */
export { Answer, ask } from './api/answer.ts';
export {
  type ClientAnswer,
  clientNamed,
  clients,
  createClient,
  deleteClient,
  type NewClient,
  rotateClientKey,
} from './api/clients.ts';
export { createGroup, deleteGroup, type GroupMembers, group, groups, saveGroup } from './api/groups.ts';
export { jobMadeBy } from './api/job-made-by.ts';
export {
  cancelJob,
  type JobAnswer,
  type JobListing,
  job,
  jobs,
  type NewJob,
  newestJobs,
  output,
  startJob,
} from './api/jobs.ts';
export {
  askForConfig,
  config,
  configIn,
  connectState,
  type NodeStateAnswer,
  nodeState,
  nodeStates,
  unencryptedNodes,
} from './api/nodes.ts';
export {
  createOrganisation,
  deleteOrganisation,
  type OrganisationAnswer,
  organisation,
  organisations,
} from './api/organisations.ts';
export { type PrincipalAnswer, principals } from './api/principals.ts';
export { type ServerStatus, serverStatus } from './api/server-status.ts';
export {
  associatedUsers,
  associateUser,
  createUser,
  deleteUser,
  dissociateUser,
  type NewUser,
  type UserAnswer,
  user,
  users,
} from './api/users.ts';
