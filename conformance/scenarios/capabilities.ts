/** What a target may be able to do beyond starting jobs, and what that is. Scenarios name what they need as `@needs:NAME`. */
export const CAPABILITIES = {
  feeds: 'each job has a feed of events',
  'org-feed': 'an organisation has a feed of its jobs',
  capture: 'what commands write is kept',
  encryption: 'nodes connect with CURVE',
  diagnosis: 'it says why a node is not available',
  cancel: 'a job in progress can be cancelled over REST',
  pages: 'the list of jobs is paged on request',
  openapi: 'it describes its interface at /openapi.json',
  metrics: 'it has counters in the form of Prometheus',
  counters: 'it counts what it refuses on its sockets',
  log: 'its log can be read',
  'chef-api': 'users and clients are made and deleted over REST',
  reader: 'a user may read in the organisation and start nothing',
  outsider: 'a user is of another organisation or of none',
  organisations: 'organisations are made and deleted over REST',
  restart: 'it can be restarted, and keeps its data',
  'kept-keys': 'it keeps its CURVE keys over a restart',
  kill: 'it can be killed and started again',
  alone: 'it is started for the run, so that nobody else uses it',
  'own-server': 'scenarios can have one with settings of their own',
  unencrypted: 'one of those can take nodes without encryption beside others',
  network: 'the network between it and its nodes can be made to fail',
  disk: 'its disk can be made to take nothing, and to take everything again',
} as const;

export type Capability = keyof typeof CAPABILITIES;

export function isCapability(name: string): name is Capability {
  return Object.hasOwn(CAPABILITIES, name);
}
