import type { Frames } from '../../protocol/wire/frames.ts';
import type { HeartbeatListener, NodeSockets } from './node-sockets.ts';

/** Told of the frames of every message that passes a node's sockets. Must not throw. */
export type FrameObserver = (node: string, direction: 'in' | 'out', frames: Frames) => void;

/** The same sockets for one node, each of whose messages an observer is told of, the damaged and the refused too. */
export function observedSockets(sockets: NodeSockets, node: string, observe: FrameObserver): NodeSockets {
  return {
    openCommands(options) {
      const channel = sockets.openCommands({
        ...options,
        listener: {
          message(frames) {
            observe(node, 'in', frames);
            options.listener.message(frames, observed);
          },
        },
      });
      const observed = {
        send(frames: Frames) {
          observe(node, 'out', frames);
          channel.send(frames);
        },
        close: (lastWords: boolean) => channel.close(lastWords),
      };
      return observed;
    },
    heartbeats(address) {
      const channel = sockets.heartbeats(address);
      return {
        listen: (publicKey, listener) => channel.listen(publicKey, observedListener(listener, node, observe)),
        reopen: () => channel.reopen(),
      };
    },
  };
}

function observedListener(
  listener: HeartbeatListener,
  node: string,
  observe: FrameObserver,
): HeartbeatListener {
  return {
    heartbeat(message, frames) {
      observe(node, 'in', frames);
      listener.heartbeat(message, frames);
    },
    refusedHeartbeat(reason, frames) {
      observe(node, 'in', frames);
      listener.refusedHeartbeat(reason, frames);
    },
  };
}
