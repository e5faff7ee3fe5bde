import { When } from '@cucumber/cucumber';
import { systemClock } from '../../protocol/time/clock.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

When(
  'admin asks for the jobs with the header {string} set to {string}',
  async function (this: ScenarioWorld, header: string, value: string) {
    this.answer = await this.admin.pushy('GET', 'jobs', { headers: { [header]: value } });
  },
);

When(
  'admin asks for the jobs without the header {string}',
  async function (this: ScenarioWorld, header: string) {
    this.answer = await this.admin.pushy('GET', 'jobs', { headers: { [header]: undefined } });
  },
);

When("admin asks for the jobs without the signature's lines", async function (this: ScenarioWorld) {
  const lines = Array.from({ length: 6 }, (_, index) => [`X-Ops-Authorization-${index + 1}`, undefined]);
  this.answer = await this.admin.pushy('GET', 'jobs', { headers: Object.fromEntries(lines) });
});

When(
  'admin asks for the jobs with a clock off by {int} seconds',
  async function (this: ScenarioWorld, seconds: number) {
    const clock = { ...systemClock, now: () => systemClock.now() + seconds * 1000 };
    this.answer = await this.admin.as({ clock }).pushy('GET', 'jobs');
  },
);

When('somebody asks for the status of the server', async function (this: ScenarioWorld) {
  this.answer = await this.admin.request('GET', '/pushy/_status', { signed: false });
});

When(
  /^admin sends (PUT|POST|DELETE|PATCH) to "(.*)"$/,
  async function (this: ScenarioWorld, method: 'PUT', path: string) {
    this.answer = await this.admin.pushy(method, path);
  },
);

When('admin asks for {string}', async function (this: ScenarioWorld, path: string) {
  this.answer = await this.admin.pushy('GET', this.fill(path));
});

When(
  'admin asks for {string} accepting {string}',
  async function (this: ScenarioWorld, path: string, accept: string) {
    const reply = await this.admin.stream(this.admin.pushyPath(this.fill(path)), {
      headers: { Accept: accept },
      silenceTimeoutMs: this.patienceMs,
    });
    this.answer = await this.readStart(reply);
  },
);
