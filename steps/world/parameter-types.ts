import { defineParameterType } from '@cucumber/cucumber';
import { NODE_LIST, parseNodeList } from './node-list.ts';
import { parseReaderList } from './reader-list.ts';

defineParameterType({ name: 'nodes', regexp: NODE_LIST, transformer: parseNodeList });
defineParameterType({
  name: 'nodeStatus',
  regexp: /new|ready|running|succeeded|failed|aborted|unavailable|nacked|crashed|was_ready|timed_out/,
  transformer: (word: string) => word,
});
defineParameterType({
  name: 'jobStatus',
  regexp: /voting|running|complete|quorum_failed|timed_out|aborted|crashed/,
  transformer: (word: string) => word,
});
defineParameterType({ name: 'command', regexp: /`([^`]*)`/, transformer: (text: string) => text });
defineParameterType({ name: 'reader', regexp: /reader\d+/, transformer: (label: string) => label });
defineParameterType({
  name: 'readers',
  regexp: /reader\d+ to reader\d+|reader\d+(?:(?:, | and )reader\d+)*/,
  transformer: parseReaderList,
});
defineParameterType({
  name: 'feed',
  regexp: /the job|job\d+|the organisation|the other organisation/,
  transformer: (words: string) => words,
});
