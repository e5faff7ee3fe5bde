import type { CommandList } from './program/command-list.ts';

/** Every command of `push-harness`, in the order of its help. */
export const COMMANDS: CommandList = {
  groups: [
    { word: 'job', summary: 'start jobs and look at them' },
    { word: 'node', summary: 'look at nodes, and run one' },
    { word: 'fleet', summary: 'steer a fleet of simulate while it runs' },
    { word: 'org', summary: 'organisations, and the users in them' },
    { word: 'user', summary: 'users of the server' },
    { word: 'client', summary: 'clients: what nodes are to the server' },
    { word: 'group', summary: 'groups, which say who may do what' },
  ],
  commands: [
    {
      words: 'demo',
      summary: 'a server, 25 virtual nodes and a job on them, in some seconds',
      load: async () => (await import('./demo.ts')).demo,
    },
    {
      words: 'serve',
      summary: 'run a Push Jobs server',
      load: async () => (await import('./serve.ts')).serve,
    },
    {
      words: 'check-data',
      summary: 'look for damage in the database of a stopped server, and save what can be read',
      load: async () => (await import('./check-data.ts')).checkData,
    },
    {
      words: 'chef-server',
      summary: 'run the Chef server that a push server needs, with both behind one address',
      load: async () => (await import('./chef-server.ts')).chefServer,
    },
    {
      words: 'simulate',
      summary: 'run a fleet of virtual nodes',
      load: async () => (await import('./simulate.ts')).simulate,
    },
    {
      words: 'fleet list',
      summary: 'say which fleets run here and can be steered',
      load: async () => (await import('./fleet/fleet-list.ts')).fleetList,
    },
    {
      words: 'fleet status',
      summary: 'show the nodes and faults of a fleet that runs',
      load: async () => (await import('./fleet/fleet-status.ts')).fleetShow,
    },
    {
      words: 'fleet scale',
      summary: 'have nodes come or leave',
      load: async () => (await import('./fleet/fleet-scale.ts')).fleetScale,
    },
    {
      words: 'fleet behave',
      summary: 'have nodes behave otherwise',
      load: async () => (await import('./fleet/fleet-behave.ts')).fleetBehave,
    },
    {
      words: 'fleet kill',
      summary: 'end nodes without a word, for good or for a time',
      load: async () => (await import('./fleet/fleet-kill.ts')).fleetKill,
    },
    {
      words: 'fleet fault',
      summary: 'begin or end a fault of the network',
      load: async () => (await import('./fleet/fleet-fault.ts')).fleetFault,
    },
    {
      words: 'capacity',
      summary: 'find how many nodes a server holds',
      load: async () => (await import('./capacity.ts')).capacity,
    },
    {
      words: 'init',
      summary: 'write a file to begin with: about a fleet, a server, a client, or settings',
      load: async () => (await import('./init.ts')).init,
    },
    {
      words: 'conform',
      summary: 'judge any Push Jobs server by the features',
      load: async () => (await import('./conform.ts')).conform,
    },
    {
      words: 'behaviours',
      summary: 'list what virtual nodes can be made to do',
      load: async () => (await import('./behaviours.ts')).behaviours,
    },
    {
      words: 'metrics',
      summary: 'list what thresholds of fleets can be about',
      load: async () => (await import('./metrics.ts')).metricList,
    },
    {
      words: 'quirks',
      summary: 'list where the shipped server and client are wrong or odd',
      load: async () => (await import('./quirks.ts')).quirks,
    },
    {
      words: 'explain',
      summary: 'say of what a server left behind whether it was right, and what happened',
      load: async () => (await import('./explain.ts')).explain,
    },
    {
      words: 'compare',
      summary: 'compare conformance runs',
      load: async () => (await import('./compare.ts')).compare,
    },
    {
      words: 'diff',
      summary: 'drive servers by the same scripts, and report where they differ',
      load: async () => (await import('./diff.ts')).diff,
    },
    {
      words: 'job start',
      summary: 'start a job and wait for its end',
      load: async () => (await import('./job-start.ts')).jobStart,
    },
    {
      words: 'job watch',
      summary: 'follow a job to its end',
      load: async () => (await import('./job-watch.ts')).jobWatch,
    },
    {
      words: 'job status',
      summary: 'show a job',
      load: async () => (await import('./job-status.ts')).jobStatus,
    },
    {
      words: 'job cancel',
      summary: 'end a job that is in progress',
      load: async () => (await import('./job-cancel.ts')).jobCancel,
    },
    {
      words: 'job list',
      summary: 'list jobs',
      load: async () => (await import('./job-list.ts')).jobList,
    },
    {
      words: 'job output',
      summary: 'print what a command wrote on a node',
      load: async () => (await import('./job-output.ts')).jobOutput,
    },
    {
      words: 'node status',
      summary: 'say which nodes are available',
      load: async () => (await import('./node-status.ts')).nodeStatus,
    },
    {
      words: 'node run',
      summary: 'run one virtual node as a push client of its own',
      load: async () => (await import('./node-run.ts')).nodeRun,
    },
    {
      words: 'doctor',
      summary: 'say why a node is unavailable, and what to do',
      load: async () => (await import('./doctor.ts')).doctor,
    },
    {
      words: 'feed',
      summary: 'follow all jobs of an organisation',
      load: async () => (await import('./feed.ts')).feed,
    },
    {
      words: 'trace',
      summary: 'follow what nodes and clients say to a server, decoded',
      load: async () => (await import('./trace.ts')).trace,
    },
    {
      words: 'journal',
      summary: 'show what went over the wire while scenarios ran',
      load: async () => (await import('./journal.ts')).journal,
    },
    {
      words: 'conform-client',
      summary: 'judge any push client',
      load: async () => (await import('./conform-client.ts')).conformClient,
    },
    {
      words: 'org create',
      summary: 'make an organisation',
      load: async () => (await import('./principals/create-org.ts')).orgCreate,
    },
    { words: 'org list', summary: 'list organisations', load: () => listOf('ORG') },
    { words: 'org show', summary: 'show an organisation', load: () => showOf('ORG') },
    {
      words: 'org add',
      summary: 'make users members of an organisation',
      load: async () => (await import('./principals/org-members.ts')).orgAdd,
    },
    {
      words: 'org remove',
      summary: 'take users out of an organisation',
      load: async () => (await import('./principals/org-members.ts')).orgRemove,
    },
    {
      words: 'user create',
      summary: 'make a user',
      load: async () => (await import('./principals/create-user.ts')).userCreate,
    },
    { words: 'user list', summary: 'list users', load: () => listOf('USER') },
    { words: 'user show', summary: 'show a user', load: () => showOf('USER') },
    { words: 'user delete', summary: 'delete a user', load: () => deleteOf('USER') },
    {
      words: 'client create',
      summary: 'make a client, which lets a node in',
      load: async () => (await import('./principals/create-client.ts')).clientCreate,
    },
    { words: 'client list', summary: 'list clients', load: () => listOf('CLIENT') },
    { words: 'client show', summary: 'show a client', load: () => showOf('CLIENT') },
    { words: 'client delete', summary: 'delete a client', load: () => deleteOf('CLIENT') },
    {
      words: 'group create',
      summary: 'make a group',
      load: async () => (await import('./principals/create-group.ts')).groupCreate,
    },
    { words: 'group list', summary: 'list groups', load: () => listOf('GROUP') },
    { words: 'group show', summary: 'show who is in a group', load: () => showOf('GROUP') },
    { words: 'group delete', summary: 'delete a group', load: () => deleteOf('GROUP') },
    {
      words: 'group add',
      summary: 'put users, clients or groups into a group',
      load: async () => (await import('./principals/group-members.ts')).groupAdd,
    },
    {
      words: 'group remove',
      summary: 'take them out',
      load: async () => (await import('./principals/group-members.ts')).groupRemove,
    },
  ],
};

async function listOf(kind: 'ORG' | 'USER' | 'CLIENT' | 'GROUP') {
  const { listCommand } = await import('./principals/list.ts');
  return listCommand((await import('./principals/kinds.ts'))[kind]);
}

async function showOf(kind: 'ORG' | 'USER' | 'CLIENT' | 'GROUP') {
  const { showCommand } = await import('./principals/show.ts');
  return showCommand((await import('./principals/kinds.ts'))[kind]);
}

async function deleteOf(kind: 'USER' | 'CLIENT' | 'GROUP') {
  const { deleteCommand } = await import('./principals/delete.ts');
  return deleteCommand((await import('./principals/kinds.ts'))[kind]);
}
