import { When } from '@cucumber/cucumber';
import type { PrincipalKind } from '../world/scenario-principals.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

When(/^([a-z]+\d?) asks for the jobs$/, async function (this: ScenarioWorld, label: string) {
  this.answer = await this.principals.as(label).pushy('GET', 'jobs');
});

When(
  /^([a-z]+\d?) asks for the jobs as a (user|client)$/,
  async function (this: ScenarioWorld, label: string, kind: PrincipalKind) {
    this.answer = await this.principals.as(label, kind).pushy('GET', 'jobs');
  },
);

When('somebody unknown asks for the jobs', async function (this: ScenarioWorld) {
  this.answer = await this.principals.asStranger().pushy('GET', 'jobs');
});

When(/^([a-z]+\d?) starts a job$/, async function (this: ScenarioWorld, label: string) {
  const body = { command: 'true', nodes: [this.nodes.nameOf('ghost')] };
  this.answer = await this.principals.as(label).pushy('POST', 'jobs', { body });
});

When('admin asks for the jobs of an organisation that does not exist', async function (this: ScenarioWorld) {
  this.answer = await this.admin.request('GET', '/organizations/no-such-organisation/pushy/jobs');
});

/** A CURVE public key in form, of nobody in particular: the pattern of 40 characters that Z85 allows. */
const SOME_CURVE_KEY = 'rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7';

When(
  '{word} asks for the configuration of {word}',
  async function (this: ScenarioWorld, label: string, node: string) {
    const path = `config/${this.nodes.nameOf(node)}?ccpk=${encodeURIComponent(SOME_CURVE_KEY)}&version=2.0`;
    this.answer = await this.principals.as(label).pushy('GET', path);
  },
);
