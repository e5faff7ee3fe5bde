import { Given, When } from '@cucumber/cucumber';
import { RequestRefused } from '../../protocol/client/errors.ts';
import type { Method } from '../../protocol/client/request-options.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { send } from './send.ts';

const METHOD = '(GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS)';
const WHO = '([a-z]+\\d*)';

When(
  new RegExp(`^${WHO} sends ${METHOD} to "([^"]*)"$`),
  async function (this: ScenarioWorld, label: string, method: Method, path: string) {
    await send(this, this.principals.as(label), method, path);
  },
);

When(
  new RegExp(`^${WHO} sends ${METHOD} to "([^"]*)" with:$`),
  async function (this: ScenarioWorld, label: string, method: Method, path: string, text: string) {
    await send(this, this.principals.as(label), method, path, { text });
  },
);

When(
  /^admin sends GET to "([^"]*)" by API version "(\d+)"$/,
  async function (this: ScenarioWorld, path: string, serverApiVersion: string) {
    await send(this, this.admin.as({ serverApiVersion }), 'GET', path);
  },
);

/** For what is a matter of course where it is said. */
Given(
  new RegExp(`^${WHO} has sent ${METHOD} to "([^"]*)" with:$`),
  async function (this: ScenarioWorld, label: string, method: Method, path: string, text: string) {
    await send(this, this.principals.as(label), method, path, { text });
    if (this.answer.status >= 400) throw new RequestRefused(this.answer);
  },
);

Given(
  new RegExp(`^${WHO} has sent ${METHOD} to "([^"]*)"$`),
  async function (this: ScenarioWorld, label: string, method: Method, path: string) {
    await send(this, this.principals.as(label), method, path);
    if (this.answer.status >= 400) throw new RequestRefused(this.answer);
  },
);

When(
  new RegExp(`^${METHOD} is sent to "([^"]*)" without a signature$`),
  async function (this: ScenarioWorld, method: Method, path: string) {
    await send(this, this.admin, method, path, { signed: false });
  },
);

When(
  new RegExp(`^somebody unknown sends ${METHOD} to "([^"]*)"$`),
  async function (this: ScenarioWorld, method: Method, path: string) {
    await send(this, this.principals.asStranger(), method, path);
  },
);

When(
  new RegExp(`^somebody unknown sends ${METHOD} to "([^"]*)" with:$`),
  async function (this: ScenarioWorld, method: Method, path: string, text: string) {
    await send(this, this.principals.asStranger(), method, path, { text });
  },
);

When(
  new RegExp(`^the admin of the other organisation sends ${METHOD} to "([^"]*)"$`),
  async function (this: ScenarioWorld, method: Method, path: string) {
    await send(this, this.neighbour.admin, method, path);
  },
);

When(
  'the admin of the other organisation asks for {string}',
  async function (this: ScenarioWorld, path: string) {
    await send(this, this.neighbour.admin, 'GET', path, { headers: { Accept: '*/*' } });
  },
);

When(
  new RegExp(`^${WHO} sends ${METHOD} to "([^"]*)" with the header "([^"]*)" set to "([^"]*)"$`),
  async function (
    this: ScenarioWorld,
    label: string,
    method: Method,
    path: string,
    header: string,
    value: string,
  ) {
    const headers = { [header]: this.fill(value) };
    await send(this, this.principals.as(label), method, path, { headers });
  },
);
