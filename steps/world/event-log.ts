export { EventLog, waitFor } from '../../protocol/time/event-log.ts';
