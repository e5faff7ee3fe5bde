import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf, LoneNode } from '../testing/lone-node.ts';
import { chooseBehaviours } from './choose.ts';
import { BEHAVIOURS } from './index.ts';

test('every behaviour has a word and a line of its own', () => {
  assert.equal(new Set(BEHAVIOURS.map((behaviour) => behaviour.name)).size, BEHAVIOURS.length);
  for (const { name, summary, defaults, choices } of BEHAVIOURS) {
    assert.match(name, /^[a-z]+(-[a-z]+)*$/);
    assert.ok(summary.length > 10 && !summary.includes('\n'));
    chooseBehaviours([{ name, options: defaults }]);
    for (const option of Object.keys(choices))
      assert.ok(Object.hasOwn(defaults, option), `${name}: ${option}`);
  }
});

test('what does not exist is said, with what there is', () => {
  assert.throws(() => chooseBehaviours(['lazy']), /there is no behaviour 'lazy'; there are healthy, exec/);
  assert.throws(
    () => chooseBehaviours([{ name: 'slow', options: { delay: 1 } }]),
    /'slow' has no option 'delay'; it has delayMs/,
  );
  assert.throws(
    () => chooseBehaviours([{ name: 'slow', options: { delayMs: 'long' } }]),
    /option 'delayMs' of 'slow' is "long"; give a number, at least 0$/,
  );
  assert.throws(
    () => chooseBehaviours([{ name: 'crashing', options: { when: 'later' } }]),
    /option 'when' of 'crashing' is "later"; give one of connected, aborted, commit, ack_commit/,
  );
  assert.throws(
    () => chooseBehaviours([{ name: 'silent', options: { on: ['lunch'] } }]),
    /option 'on' of 'silent' is \["lunch"\]; give a list of heartbeat, /,
  );
  assert.throws(
    () => chooseBehaviours([{ name: 'crashing', options: { returnsAfterMs: 'soon' } }]),
    /give null, or a number, at least 0$/,
  );
});

test('a number beyond its limits is said, with those that there are', () => {
  for (const [name, options, wanted] of [
    ['failing', { share: 50 }, /option 'share' of 'failing' is 50; give a number from 0 to 1$/],
    ['verbose', { stdoutBytes: -1 }, /is -1; give a whole number from 0 to 100000000$/],
    ['verbose', { stdoutBytes: 1e12 }, /is 1000000000000; give a whole number from 0 to 100000000$/],
    ['deaf', { answersFirst: 1.5 }, /is 1\.5; give a whole number, at least 0$/],
    ['crashing', { returnsAfterMs: -1 }, /is -1; give null, or a number, at least 0$/],
  ] as const)
    assert.throws(() => chooseBehaviours([{ name, options }]), wanted);
  chooseBehaviours([{ name: 'skewed', options: { byMs: -1 } }]);
});

test('what options mean is a sentence, of every option and no other', () => {
  for (const { name, defaults, meanings, limits } of BEHAVIOURS) {
    assert.deepEqual(Object.keys(meanings), Object.keys(defaults), name);
    for (const meaning of Object.values(meanings)) assert.match(meaning, /^[A-Z].*\.$/, name);
    for (const option of Object.keys(limits))
      assert.ok(Object.hasOwn(defaults, option), `${name}: ${option}`);
  }
});

test('behaviours compose in the order they are given', async () => {
  const lone = new LoneNode([{ name: 'slow', options: { delayMs: 100, jitterMs: 0 } }, 'fickle']);
  await lone.online();
  lone.clock.advance(100);
  lone.forget();
  lone.tell(commitOf());
  // the nack is fickle's own and comes behind slow
  assert.deepEqual(lone.answers, ['nack_commit']);
  lone.clock.advance(100);
  assert.deepEqual(lone.answers, ['nack_commit', 'ack_commit']);
});

test('how often one kind of thing happens changes no choice about another', async () => {
  const delayOfVote = async (aborts: number) => {
    const lone = new LoneNode(['slow']);
    await lone.online();
    for (let times = 0; times < aborts; times++) lone.tell({ type: 'abort' });
    lone.clock.advance(3_000);
    lone.forget();
    lone.tell(commitOf());
    let waitedMs = 0;
    for (; lone.answers.length === 0; waitedMs++) lone.clock.advance(1);
    return waitedMs;
  };
  assert.equal(await delayOfVote(0), await delayOfVote(7));
});

test('a slow node may come and go', async () => {
  const lone = new LoneNode([
    { name: 'slow', options: { distribution: 'constant', delayMs: 500 } },
    { name: 'flapping', options: { upMs: 7_000, downMs: 3_000 } },
  ]);
  await lone.online();
  lone.pass(6_000);
  lone.forget();
  lone.tell(commitOf());
  lone.clock.advance(499);
  assert.deepEqual(lone.answers, []);
  lone.clock.advance(1);
  assert.deepEqual(lone.answers, ['ack_commit']);
  lone.tell({ type: 'run', jobId: 'job-1' });
  lone.clock.advance(500);
  assert.equal(lone.node.status.life, 'away');
  assert.deepEqual(lone.answers, ['ack_commit']);
});
