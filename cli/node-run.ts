import { REACH_OPTIONS } from './options/connection.ts';
import { flag, words } from './options/option-kinds.ts';
import { defineCommand } from './program/command.ts';

export const nodeRun = defineCommand({
  description: `Runs one virtual node as a push client of its own, until interrupted, for a server that knows its client already. It finds
its settings where push-harness conform-client leaves them, in the environment: PUSH_JOBS_SERVER_URL (it may name the organisation, as a chef_server_url does), PUSH_JOBS_ORG,
PUSH_JOBS_NODE_NAME, PUSH_JOBS_KEY_FILE (its private key, PEM), and where they are set PUSH_JOBS_WORK_DIR (a folder for the files
of jobs) and PUSH_JOBS_WHITELIST (a JSON file: texts of jobs, and the command lines to run for them; without it every
command is allowed), and PUSH_JOBS_CA_FILE (certificates to trust over https, where --ca says nothing). Commands are pretended unless --exec runs them for real.`,
  options: {
    behaviour: {
      kind: words,
      value: 'names',
      about: 'how the node behaves; push-harness behaviours lists them',
    },
    exec: { kind: flag, about: 'run the commands of jobs for real', default: false },
    allowRoot: { kind: flag, about: 'allow --exec to run commands as root', default: false },
    ca: { ...REACH_OPTIONS.ca, defaultSaid: 'those that Node trusts, with NODE_EXTRA_CA_CERTS' },
    insecure: REACH_OPTIONS.insecure,
  },
  examples: [{ about: 'a node that runs real commands', line: 'node run --exec' }],
  endsInOrder: true,
  async run(surroundings, options) {
    const { runNode } = await import('./node-run/run-node.ts');
    return runNode(surroundings, options);
  },
});
